import { RoomWords } from "@/components/shell/room-words";

export default function TargetsLayout({ children }: { children: React.ReactNode }) {
  return <RoomWords of={["targets", "condition"]}>{children}</RoomWords>;
}
