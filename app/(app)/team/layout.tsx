import { RoomWords } from "@/components/shell/room-words";

export default function TeamLayout({ children }: { children: React.ReactNode }) {
  return <RoomWords of={["assignment"]}>{children}</RoomWords>;
}
