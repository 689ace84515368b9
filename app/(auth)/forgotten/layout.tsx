import { RoomWords } from "@/components/shell/room-words";

export default function ForgottenLayout({ children }: { children: React.ReactNode }) {
  return <RoomWords of={["forgotten"]}>{children}</RoomWords>;
}
