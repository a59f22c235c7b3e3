package encore.platform.database;

import java.sql.Connection;
import java.sql.SQLException;

/**
 * The role that Encore itself works as: it owns its database and what is in it, and is nobody
 * otherwise. Its password is new at each start and kept nowhere.
 */
record ApplicationRole(String password) {

    static final String NAME = "encore";

    /**
     * An Encore of before was the superuser, and had its tables in the database {@code postgres}:
     * this one gets that database, and then what is in it.
     */
    private static final String ROLE_AND_DATABASE = """
            do $$
            begin
                if not exists (select from pg_roles where rolname = 'encore') then
                    create role encore;
                end if;
                alter role encore login nosuperuser nocreatedb nocreaterole noreplication
                    nobypassrls password '%s';
                if not exists (select from pg_database where datname = 'encore') then
                    alter database postgres rename to encore;
                end if;
                alter database encore owner to encore;
            end $$
            """;

    private static final String WHAT_IS_IN_IT = """
            do $$
            declare
                change text;
            begin
                for change in
                    select format('alter schema %I owner to encore', nspname)
                      from pg_namespace
                     where nspowner = 'postgres'::regrole and nspname not in ('public',
                           'information_schema') and nspname not like 'pg\\_%'
                    union all
                    select format('alter table %s owner to encore', oid::regclass)
                      from pg_class
                     where relowner = 'postgres'::regrole and relkind in ('r', 'v')
                       and relnamespace::regnamespace::text not in ('pg_catalog',
                           'information_schema') and relnamespace::regnamespace::text
                           not like 'pg\\_toast%'
                    union all
                    select format('alter function %s owner to encore', oid::regprocedure)
                      from pg_proc
                     where proowner = 'postgres'::regrole and pronamespace::regnamespace::text
                           not in ('pg_catalog', 'information_schema')
                loop
                    execute change;
                end loop;
            end $$
            """;

    static ApplicationRole known(PostgresServer server, Superuser superuser) throws SQLException {
        var application = new ApplicationRole(Superuser.newPassword());
        try (var connection = superuser.connect(server, "template1")) {
            execute(connection, ROLE_AND_DATABASE.formatted(application.password()));
        }
        try (var connection = superuser.connect(server, NAME)) {
            execute(connection, WHAT_IS_IN_IT);
        }
        return application;
    }

    private static void execute(Connection connection, String sql) throws SQLException {
        try (var statement = connection.createStatement()) {
            statement.execute(sql);
        }
    }
}
