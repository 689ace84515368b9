import { RoomWords } from "@/components/shell/room-words";

export default function LeadsLayout({ children }: { children: React.ReactNode }) {
  return <RoomWords of={["condition"]}>{children}</RoomWords>;
}
