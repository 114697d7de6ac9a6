package mrs.jobs.ingest.parse;

import java.util.Set;
import java.util.regex.Pattern;
import mrs.contracts.DriftKind;
import mrs.contracts.Field;
import mrs.contracts.Products;
import mrs.jobs.ingest.read.Cell;
import mrs.jobs.ingest.read.Unusable;
import mrs.jobs.ingest.read.Utf8;
import mrs.jobs.messages.Escapes;

/**
 * Names of things: taken to the letter, so that nothing in them may be invisible. Free text is
 * trimmed and may have in it what it likes but for control characters.
 *
 * @param remarks takes note of ids in scientific notation, which two SKUs may share
 */
record IdentifierRule(Field field, Remarks remarks) implements ColumnRule {
  /** Characters that an identifier may have. */
  static final int MAX_LENGTH = 256;

  private static final Set<Field> FREE_TEXT =
      Set.of(Products.CATEGORY_1, Products.CATEGORY_2, Products.CATEGORY_3);

  /** With a fraction or a signed exponent; {@code 5E12} may well be an id. */
  private static final Pattern SCIENTIFIC =
      Pattern.compile("[+-]?\\d{1,3}([.,]\\d+[eE][+-]?|[eE][+-])\\d{1,3}");

  @Override
  public String conform(Cell cell) throws Unusable {
    String text =
        cell instanceof Cell.Numeral number ? wholeNumber(number) : ColumnRules.text(cell);
    if (text == null) {
      throw Unusable.type(field, cell, "a string");
    }
    boolean free = FREE_TEXT.contains(field);
    String value = free ? text.strip() : text;
    check(value, free);
    if (!free && isScientific(value)) {
      remarks.note(field, DriftKind.SCIENTIFIC_NOTATION, value);
    }
    return value;
  }

  private void check(String value, boolean free) throws Unusable {
    if (Utf8.hasLoneSurrogate(value)) {
      throw Unusable.encoding(field.name() + " has half of a surrogate pair");
    }
    if (value.length() > MAX_LENGTH) {
      throw Unusable.identifier(field, value, "is longer than " + MAX_LENGTH + " characters");
    }
    if (value.chars().anyMatch(Character::isISOControl)) {
      throw Unusable.identifier(field, value, "has a control character; remove it");
    }
    if (!free && value.codePoints().anyMatch(Escapes::isInvisible)) {
      throw Unusable.identifier(field, value, "has an invisible character; remove it");
    }
    if (isBlank(value.charAt(0)) || isBlank(value.charAt(value.length() - 1))) {
      throw Unusable.identifier(field, value, "starts or ends with a blank; remove it");
    }
  }

  private static boolean isBlank(char c) {
    return Character.isWhitespace(c) || Character.isSpaceChar(c) || c == '\uFEFF';
  }

  private static boolean isScientific(String value) {
    boolean exponent = value.indexOf('E') > 0 || value.indexOf('e') > 0;
    return exponent && SCIENTIFIC.matcher(value).matches();
  }

  /**
   * An id that a format wrote as a number is taken digit by digit; 17.0 or 1e3 might mean another
   * thing.
   */
  private String wholeNumber(Cell.Numeral number) throws Unusable {
    String literal = number.literal();
    if (!literal.chars().allMatch(c -> (c >= '0' && c <= '9') || c == '-')) {
      throw Unusable.type(field, number, "a string");
    }
    return literal;
  }
}
