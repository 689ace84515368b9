import { RoomWords } from "@/components/shell/room-words";

export default function SecondFactorLayout({ children }: { children: React.ReactNode }) {
  return <RoomWords of={["secondFactor"]}>{children}</RoomWords>;
}
