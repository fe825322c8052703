package org.supervision.engine;

import java.io.IOException;
import java.io.InputStream;
import java.util.Arrays;
import java.util.Comparator;
import org.camunda.bpm.engine.ManagementService;
import org.camunda.bpm.engine.RepositoryService;
import org.camunda.bpm.engine.RuntimeService;
import org.camunda.bpm.engine.repository.Deployment;
import org.camunda.bpm.engine.repository.DeploymentBuilder;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.beans.factory.SmartInitializingSingleton;
import org.springframework.core.io.Resource;
import org.springframework.core.io.support.ResourcePatternResolver;
import org.springframework.stereotype.Component;

/**
 * Deploys all models as one deployment with fixed resource names, so that a jar and a checkout compare equal; a start
 * with unchanged models deploys nothing. Runs before anything is served, and refuses a model that {@link ModelCheck}
 * finds broken.
 */
@Component
public class ModelDeployment implements SmartInitializingSingleton {

    private static final Logger LOG = LoggerFactory.getLogger(ModelDeployment.class);
    private static final String NAME = "supervision";
    private static final String MODELS = "classpath:bpmn/*.*mn";

    private final RepositoryService repository;
    private final RuntimeService runtime;
    private final ResourcePatternResolver resources;
    private final ModelCheck check;
    private final ManagementService management;

    ModelDeployment(
            RepositoryService repository,
            RuntimeService runtime,
            ManagementService management,
            ResourcePatternResolver resources,
            ModelCheck check) {
        this.repository = repository;
        this.runtime = runtime;
        this.management = management;
        this.resources = resources;
        this.check = check;
    }

    @Override
    public void afterSingletonsInstantiated() {
        try {
            Resource[] models = resources.getResources(MODELS);
            Arrays.sort(models, Comparator.comparing(Resource::getFilename));
            check.verify(models);
            check.verifyInUse(repository, runtime, models);
            deploy(models);
            takeJobsOfAll();
        } catch (IOException e) {
            throw new IllegalStateException("The models cannot be read from " + MODELS, e);
        }
    }

    private void deploy(Resource[] models) throws IOException {
        DeploymentBuilder deployment = repository.createDeployment().name(NAME).source(NAME);
        for (Resource model : models) {
            try (InputStream content = model.getInputStream()) {
                deployment.addInputStream("bpmn/" + model.getFilename(), content);
            }
        }
        deployment.enableDuplicateFiltering(false).deploy();
        LOG.info("{} models are deployed", models.length);
    }

    /**
     * This node's jobs are those of all models that it knows at its start: what a newer version deploys meanwhile, that version
     * runs. It counts where the job executor is aware of deployments.
     */
    private void takeJobsOfAll() {
        repository.createDeploymentQuery().list().stream()
                .map(Deployment::getId)
                .forEach(management::registerDeploymentForJobExecutor);
    }
}
