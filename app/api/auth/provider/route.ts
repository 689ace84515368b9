export { startDoor as GET } from "@/lib/auth/provider/doors";
