package encore.platform.database;

/**
 * Who this process is among the nodes that share the database.
 *
 * @param isAlone whether there can be no others
 */
public record Node(String name, boolean isAlone) {}
