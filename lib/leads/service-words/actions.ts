"use server";

import { defineAction } from "@/lib/auth/define-action";
import {
  addService,
  orderServices,
  retireService,
  reviveService,
  updateService,
} from "@/lib/leads/service-words/commands";
import {
  addServiceInput,
  orderServicesInput,
  retireServiceInput,
  serviceInput,
  updateServiceInput,
} from "@/lib/leads/service-words/schema";

export const addServiceAction = defineAction({ input: addServiceInput, run: addService });
export const updateServiceAction = defineAction({ input: updateServiceInput, run: updateService });
export const orderServicesAction = defineAction({ input: orderServicesInput, run: orderServices });
export const retireServiceAction = defineAction({ input: retireServiceInput, run: retireService });
export const reviveServiceAction = defineAction({ input: serviceInput, run: reviveService });
