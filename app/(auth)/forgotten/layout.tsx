import { RoomWords } from "@/components/shell/room-words";

export default function ForgottenLayout({ children }: { children: React.ReactNode }) {
  return <RoomWords of={["users", "forgotten"]}>{children}</RoomWords>;
}
