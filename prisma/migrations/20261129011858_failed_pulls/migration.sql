-- CreateIndex
CREATE INDEX "Pull_sourceId_state_startedAt_idx" ON "Pull"("sourceId", "state", "startedAt");
