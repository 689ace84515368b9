import { returnDoor } from "@/lib/auth/provider/doors";
import { welcome } from "@/lib/users/identities/entering/commands";

export const GET = returnDoor(welcome);
