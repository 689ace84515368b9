"use server";

import { defineAction } from "@/lib/auth/define-action";
import { removePhoto } from "@/lib/users/photos/commands";
import { photoInput } from "@/lib/users/photos/schema";

export const removePhotoAction = defineAction({ input: photoInput, run: removePhoto });
