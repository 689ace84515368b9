"use server";

import { defineAction } from "@/lib/auth/define-action";
import { attachFiles, removeFile } from "@/lib/leads/files/commands";
import { attachFilesInput, fileInput } from "@/lib/leads/files/schema";

export const attachFilesAction = defineAction({ input: attachFilesInput, run: attachFiles });

export const removeFileAction = defineAction({ input: fileInput, run: removeFile });
