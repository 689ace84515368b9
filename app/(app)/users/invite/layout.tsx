import { RoomWords } from "@/components/shell/room-words";

export default function InviteLayout({ children }: { children: React.ReactNode }) {
  return <RoomWords of={["users", "invites"]}>{children}</RoomWords>;
}
