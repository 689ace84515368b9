import { RoomWords } from "@/components/shell/room-words";

export default function AuditLayout({ children }: { children: React.ReactNode }) {
  return <RoomWords of={["auditDesk"]}>{children}</RoomWords>;
}
