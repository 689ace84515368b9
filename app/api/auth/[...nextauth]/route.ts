import { authHandler } from "@/lib/auth/options";
import { welcome } from "@/lib/users/directory/entering/commands";

const handler = authHandler(welcome);

export { handler as GET, handler as POST };
