package org.supervision.confidential;

import java.util.Optional;
import org.springframework.data.relational.core.mapping.RelationalMappingContext;
import org.springframework.data.relational.core.mapping.RelationalPersistentEntity;
import org.springframework.data.relational.core.mapping.event.AfterSaveCallback;

/** Has what a repository saves sealed, where its table is one that is, so that no feature need think of it. */
final class SealedRecords implements AfterSaveCallback<Object> {

    private final SealChain seals;
    private final RelationalMappingContext mapping;

    SealedRecords(SealChain seals, RelationalMappingContext mapping) {
        this.seals = seals;
        this.mapping = mapping;
    }

    @Override
    public Object onAfterSave(Object saved) {
        RelationalPersistentEntity<?> entity = mapping.getRequiredPersistentEntity(saved.getClass());
        Optional<SealedTable> sealed = SealedTable.of(entity.getTableName().getReference());
        sealed.ifPresent(table ->
                seals.add(table, (Long) entity.getIdentifierAccessor(saved).getRequiredIdentifier()));
        return saved;
    }
}
