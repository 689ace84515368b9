import { RoomWords } from "@/components/shell/room-words";

export default function SignInLayout({ children }: { children: React.ReactNode }) {
  return <RoomWords of={["secondFactor"]}>{children}</RoomWords>;
}
