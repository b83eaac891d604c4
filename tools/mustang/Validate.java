import org.mustangproject.validator.ZUGFeRDValidator;

/** Validates files one after another in one start, and prints a line with each one's name before its report. */
class Validate {
  public static void main(String[] files) {
    for (String file : files) {
      System.out.println("FILE " + file);
      System.out.println(new ZUGFeRDValidator().validate(file));
    }
  }
}
