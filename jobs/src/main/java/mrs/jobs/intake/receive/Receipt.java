package mrs.jobs.intake.receive;

import mrs.jobs.intake.delivery.PushedDelivery;
import mrs.jobs.intake.journal.DeliveryLedger;

/**
 * A delivery is on the disk, whatever happens to this process.
 *
 * @param delivery under the name it was first sent by
 * @param isNew whether it was not known before
 */
public record Receipt(PushedDelivery delivery, DeliveryLedger.State state, boolean isNew) {}
