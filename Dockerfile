# An image of the product on a plain JRE: "docker build -t supervision ." (docs/operations.md, "With containers")
FROM maven:3-eclipse-temurin-17 AS build
WORKDIR /build
COPY pom.xml ./
RUN mvn -B -ntp -DskipTests dependency:go-offline
COPY . .
# the tests have run where this was taken from; spotless and error-prone with them
RUN mvn -B -ntp -Dfast -Dmaven.test.skip=true -Dspotless.check.skip=true package \
    && java -Djarmode=tools -jar target/supervision.jar extract --layers --destination /layers

FROM eclipse-temurin:17-jre
# a number, so that an orchestrator sees that it is not root
RUN useradd --system --uid 10001 --no-create-home --shell /usr/sbin/nologin supervision
WORKDIR /opt/supervision
# what changes seldom first: a new version of the product alone is a small layer
COPY --from=build /layers/dependencies/ ./
COPY --from=build /layers/spring-boot-loader/ ./
COPY --from=build /layers/snapshot-dependencies/ ./
COPY --from=build /layers/application/ ./
USER 10001
EXPOSE 8080
# ready only once it serves; the image needs no program for it but its shell
HEALTHCHECK --interval=10s --timeout=8s --start-period=120s --retries=3 \
    CMD ["bash", "-c", "exec 3<>/dev/tcp/127.0.0.1/8080 && printf 'GET /actuator/health/readiness HTTP/1.0\\r\\n\\r\\n' >&3 && head -n 1 <&3 | grep -q ' 200'"]
# writes nothing but below /tmp
ENTRYPOINT ["java", "-XX:+ExitOnOutOfMemoryError", "-XX:MaxRAMPercentage=75", "-jar", "supervision.jar"]
