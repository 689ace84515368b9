"use server";

import { defineAction } from "@/lib/auth/define-action";
import {
  createWebhook,
  removeWebhook,
  rotateSecret,
  sendAgain,
  sendFailedAgain,
  switchWebhook,
  testWebhook,
  updateWebhook,
} from "@/lib/webhooks/commands";
import {
  createWebhookInput,
  sendAgainInput,
  sendFailedInput,
  switchWebhookInput,
  updateWebhookInput,
  webhookInput,
} from "@/lib/webhooks/schema";

export const createWebhookAction = defineAction({ input: createWebhookInput, run: createWebhook });
export const updateWebhookAction = defineAction({ input: updateWebhookInput, run: updateWebhook });
export const switchWebhookAction = defineAction({ input: switchWebhookInput, run: switchWebhook });
export const rotateWebhookSecretAction = defineAction({ input: webhookInput, run: rotateSecret });
export const removeWebhookAction = defineAction({ input: webhookInput, run: removeWebhook });
export const testWebhookAction = defineAction({ input: webhookInput, run: testWebhook });
export const sendWebhookAgainAction = defineAction({ input: sendAgainInput, run: sendAgain });
export const sendFailedWebhooksAction = defineAction({ input: sendFailedInput, run: sendFailedAgain });
