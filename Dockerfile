FROM eclipse-temurin:25-jre AS jre

FROM eclipse-temurin:25-jdk AS build
WORKDIR /build
# An AOT cache is good for the very java that made it, so the one that will run Encore is trained.
COPY --from=jre /opt/java/openjdk /opt/java/jre
COPY . .
# Trained with the PostgreSQL that Encore brings, which does not go into the jar.
RUN --mount=type=cache,target=/root/.m2 ./mvnw -B -q -DskipTests -Paot \
    -Daot.java=/opt/java/jre/bin/java -Dpostgres.scope=test package

FROM eclipse-temurin:25-jre
WORKDIR /encore
# "data" is for the signing key of a container that was given none.
RUN useradd --system encore && install --directory --owner=encore --mode=700 data
# The libraries apart from Encore's own classes: a layer that seldom changes.
COPY --from=build /build/target/encore/lib lib
COPY --from=build /build/target/encore/encore.jar /build/target/encore/encore.aot ./
USER encore
EXPOSE 8080
ENTRYPOINT ["java", "-XX:+UseG1GC", "-XX:+ExitOnOutOfMemoryError", "-XX:MaxRAMPercentage=60", "-Dfile.encoding=UTF-8", "-XX:AOTCache=encore.aot", "-jar", "encore.jar"]
