import { authHandler } from "@/lib/auth/options";
import { welcome } from "@/lib/users/identities/entering/commands";

const handler = authHandler(welcome);

export { handler as GET, handler as POST };
