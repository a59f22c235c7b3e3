FROM eclipse-temurin:25-jdk AS build
WORKDIR /build
COPY . .
RUN --mount=type=cache,target=/root/.m2 ./mvnw -B -q -DskipTests -Ddatabase=external package
# The libraries apart from Encore's own classes: a layer that seldom changes.
RUN java -Djarmode=tools -jar target/encore.jar extract --destination extracted

FROM eclipse-temurin:25-jre
WORKDIR /encore
# "data" is for the signing key of a container that was given none.
RUN useradd --system encore && install --directory --owner=encore --mode=700 data
COPY --from=build /build/extracted/lib lib
COPY --from=build /build/extracted/encore.jar .
USER encore
EXPOSE 8080
ENTRYPOINT ["java", "-XX:+UseZGC", "-XX:+ExitOnOutOfMemoryError", "-XX:MaxRAMPercentage=60", "-Dfile.encoding=UTF-8", "-jar", "encore.jar"]
