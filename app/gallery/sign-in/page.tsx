import { AuthShell } from "@/components/shell/auth-shell";
import { Button } from "@/components/ui/button";
import { CheckboxLine } from "@/components/ui/checkbox";
import { Field } from "@/components/ui/field";
import { Input } from "@/components/ui/input";
import { PasswordInput } from "@/components/ui/password-input";
export default function Page() {
  return <AuthShell title="Ingresá" description="Con tu usuario o tu correo." footer="¿Olvidaste tu contraseña? Pedile una nueva a tu administrador."><form className="flex flex-col gap-4"><Field label="Usuario o correo"><Input autoComplete="username" /></Field><Field label="Contraseña" error="El usuario o la contraseña no coinciden."><PasswordInput showLabel="Mostrar la contraseña" hideLabel="Ocultar la contraseña" autoComplete="current-password" /></Field><CheckboxLine label="Recordarme en este equipo" /><Button type="submit" variant="primary" size="lg">Ingresar</Button></form></AuthShell>;
}
