package mrs.transforms.detection.shapes;

import mrs.transforms.detection.shapes.Retailer.Change;

/** What goes wrong in stores and feeds. */
final class Faults {

  private Faults() {}

  /** All SKUs of a store so many times. */
  static Change storeDay(int store, int day, double times) {
    return (s, p, t, units) -> s == store && t == day ? times * units : units;
  }

  /** All stores of a SKU so many times. */
  static Change skuDay(int sku, int day, double times) {
    return (s, p, t, units) -> p == sku && t == day ? times * units : units;
  }

  /** One cell with these units. */
  static Change cell(int store, int sku, int day, double value) {
    return (s, p, t, units) -> s == store && p == sku && t == day ? value : units;
  }

  /** A SKU of a store sells nothing, and zeros are sent. */
  static Change zeros(int store, int sku, int from, int to) {
    return (s, p, t, units) -> s == store && p == sku && from <= t && t <= to ? 0 : units;
  }

  /** Nothing is sent of a store. */
  static Change missing(int store, int from, int to) {
    return (s, p, t, units) -> s == store && from <= t && t <= to ? Retailer.NOTHING : units;
  }
}
