package mrs.transforms.attribution.evidence;

import java.util.List;
import java.util.stream.Stream;

/** One kind of evidence. A witness that has nothing to say is silent. */
interface Witness {
  /** From this share of a group's reports on, what is true of them is said of the group. */
  double MOSTLY = 0.5;

  /** All of them. */
  List<Witness> ALL =
      List.of(
          new ScopeWitness(),
          new MultiplesWitness(),
          new ZerosWitness(),
          new PromotionWitness(),
          new StockOutWitness(),
          new WeatherWitness(),
          new HolidayWitness(),
          new SocialWitness(),
          new RestatementWitness(),
          new EditsWitness());

  /** Its name in an {@link EvidencePattern}. */
  String word();

  /** What it says about the group. */
  Stream<Testimony> about(GroupFacts group);
}
