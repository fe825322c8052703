package org.supervision.operation;

import java.util.Map;
import org.springframework.boot.actuate.autoconfigure.web.server.ConditionalOnManagementPort;
import org.springframework.boot.actuate.autoconfigure.web.server.ManagementPortType;
import org.springframework.boot.actuate.health.HealthComponent;
import org.springframework.boot.actuate.health.HealthEndpoint;
import org.springframework.boot.actuate.health.HttpCodeStatusMapper;
import org.springframework.http.HttpStatus;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RestController;
import org.springframework.web.server.ResponseStatusException;

/**
 * Health where load balancers and scripts expect it, when figures have a port of their own and the framework's answer has
 * gone there: the same status, never a detail.
 */
@RestController
@ConditionalOnManagementPort(ManagementPortType.DIFFERENT)
class HealthOnTheApplicationsPort {

    private final HealthEndpoint health;
    private final HttpCodeStatusMapper codes;

    HealthOnTheApplicationsPort(HealthEndpoint health, HttpCodeStatusMapper codes) {
        this.health = health;
        this.codes = codes;
    }

    @GetMapping("/actuator/health")
    ResponseEntity<Map<String, String>> all() {
        return answer(health.health());
    }

    @GetMapping("/actuator/health/{group}")
    ResponseEntity<Map<String, String>> group(@PathVariable String group) {
        if (!group.equals("liveness") && !group.equals("readiness")) {
            throw new ResponseStatusException(HttpStatus.NOT_FOUND);
        }
        return answer(health.healthForPath(group));
    }

    private ResponseEntity<Map<String, String>> answer(HealthComponent component) {
        return ResponseEntity.status(codes.getStatusCode(component.getStatus()))
                .body(Map.of("status", component.getStatus().getCode()));
    }
}
