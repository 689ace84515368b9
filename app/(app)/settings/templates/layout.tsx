import { RoomWords } from "@/components/shell/room-words";

export default function TemplatesLayout({ children }: { children: React.ReactNode }) {
  return <RoomWords of={["templates"]}>{children}</RoomWords>;
}
