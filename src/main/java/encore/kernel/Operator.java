package encore.kernel;

/** Who acts as the operator, by the name of the credential: 1 to 200 characters. */
public record Operator(String name) {

    private static final int LONGEST = 200;

    public Operator {
        Words.text(name, LONGEST, "unfit.operator");
    }

    @Override
    public String toString() {
        return name;
    }
}
