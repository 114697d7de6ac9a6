package mrs.jobs.intake.receive;

import java.util.Optional;
import java.util.OptionalLong;
import mrs.jobs.intake.delivery.DeliveryName;
import mrs.jobs.intake.delivery.IntakeFeed;

/**
 * What a sender says of a delivery before he sends it.
 *
 * @param length how many bytes it has, if he says so
 * @param sha256 of its bytes, if he says so
 */
public record PushRequest(
    IntakeFeed feed, DeliveryName name, OptionalLong length, Optional<String> sha256) {}
