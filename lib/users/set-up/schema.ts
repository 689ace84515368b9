import { z } from "zod";
import { passwordInput } from "@/lib/auth/schema";
import { nameInput, organisationInput } from "@/lib/settings/schema";
import { fold } from "@/lib/core/text";
import { emailInput, userNameInput } from "@/lib/users/schema";

const personInput = z.object({
  firstName: nameInput,
  lastName: z.string().trim().max(120, "tooLong"),
  email: emailInput,
  userName: userNameInput,
  password: passwordInput,
});

export const setUpInput = z.object({
  token: z.string().max(100),
  person: personInput,
  organisation: organisationInput,
  companies: z
    .array(z.object({ name: nameInput }))
    .min(1, "required")
    .max(50),
});
/** The field of the first company that is named as an earlier one is; case and accents tell no two apart. */
export function repeatedCompany(companies: readonly { name: string }[]): `companies.${number}.name` | undefined {
  const names = companies.map(({ name }) => fold(name));
  const twice = names.findIndex((name, index) => names.indexOf(name) < index);
  return twice === -1 ? undefined : `companies.${twice}.name`;
}

export type SetUpInput = z.output<typeof setUpInput>;
export type SetUpForm = Omit<z.input<typeof setUpInput>, "token">;
