"use server";

import { defineAction } from "@/lib/auth/define-action";
import { replayDelivery } from "@/lib/intake/deliveries/commands";
import { replayInput } from "@/lib/intake/deliveries/schema";
import { enterLead } from "@/lib/intake/entering/commands";
import { enterLeadInput } from "@/lib/intake/entering/schema";
import { askPull, stopPull } from "@/lib/intake/pulling/commands";
import { testConnection } from "@/lib/intake/pulling/connection/queries";
import { pullProgress } from "@/lib/intake/pulling/queries";
import { testConnectionInput } from "@/lib/intake/pulling/schema";
import { saveRules } from "@/lib/intake/rules/commands";
import { previewRules } from "@/lib/intake/rules/preview/queries";
import { ruleVersions } from "@/lib/intake/rules/queries";
import { previewRulesInput, rulesInput, saveRulesInput } from "@/lib/intake/rules/schema";
import { testProgress } from "@/lib/intake/rehearsing/queries";
import { testInput } from "@/lib/intake/rehearsing/schema";
import { sendTest } from "@/lib/intake/receiving/test-sending/commands";
import {
  createSource,
  endPreviousSecret,
  endPreviousToken,
  makeSecret,
  pauseSource,
  resumeSource,
  rotateToken,
  setSourceSecrets,
  updateSource,
} from "@/lib/intake/sources/commands";
import {
  createSourceInput,
  makeSecretInput,
  setSecretsInput,
  sourceInput,
  updateSourceInput,
} from "@/lib/intake/sources/schema";

export const createSourceAction = defineAction({ input: createSourceInput, run: createSource });
export const updateSourceAction = defineAction({ input: updateSourceInput, run: updateSource });
export const setSourceSecretsAction = defineAction({ input: setSecretsInput, run: setSourceSecrets });
export const makeSecretAction = defineAction({ input: makeSecretInput, run: makeSecret });
export const endPreviousSecretAction = defineAction({ input: sourceInput, run: endPreviousSecret });
export const rotateTokenAction = defineAction({ input: sourceInput, run: rotateToken });
export const endPreviousTokenAction = defineAction({ input: sourceInput, run: endPreviousToken });
export const pauseSourceAction = defineAction({ input: sourceInput, run: pauseSource });
export const resumeSourceAction = defineAction({ input: sourceInput, run: resumeSource });
export const saveRulesAction = defineAction({ input: saveRulesInput, run: saveRules });
export const previewRulesAction = defineAction({ input: previewRulesInput, run: previewRules });
export const ruleVersionsAction = defineAction({ input: rulesInput, run: ruleVersions });
export const replayDeliveryAction = defineAction({ input: replayInput, run: replayDelivery });
export const sendTestAction = defineAction({ input: sourceInput, run: sendTest });
export const testProgressAction = defineAction({ input: testInput, run: testProgress });
export const askPullAction = defineAction({ input: sourceInput, run: askPull });
export const stopPullAction = defineAction({ input: sourceInput, run: stopPull });
export const pullProgressAction = defineAction({ input: sourceInput, run: pullProgress });
export const testConnectionAction = defineAction({ input: testConnectionInput, run: testConnection });
export const enterLeadAction = defineAction({ input: enterLeadInput, run: enterLead });
