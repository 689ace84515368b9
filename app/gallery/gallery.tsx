"use client";
import { Inbox, MessageSquare, Phone, Plus, Trash2, ListFilter, Ellipsis, List, Columns3, UserPlus, CircleDot } from "lucide-react";
import { useState } from "react";
import { Alert } from "@/components/ui/alert";
import { Avatar } from "@/components/ui/avatar";
import { Badge } from "@/components/ui/badge";
import { Breadcrumb } from "@/components/ui/breadcrumb";
import { Button } from "@/components/ui/button";
import { Card, CardBody, CardHeader } from "@/components/ui/card";
import { Checkbox, CheckboxLine } from "@/components/ui/checkbox";
import { Combobox } from "@/components/ui/combobox";
import type { ComboboxOption } from "@/components/ui/combobox-popup";
import { ConfirmDialog } from "@/components/ui/confirm-dialog";
import { CopyField } from "@/components/ui/copy-field";
import { DateRange } from "@/components/ui/date-range";
import { DescriptionItem, DescriptionList } from "@/components/ui/description-list";
import { Dialog, DialogClose, DialogContent, DialogTrigger } from "@/components/ui/dialog";
import { Disclosure } from "@/components/ui/disclosure";
import { EmptyState } from "@/components/ui/empty-state";
import { Field, FieldGroup } from "@/components/ui/field";
import { IconButton } from "@/components/ui/icon-button";
import { Input } from "@/components/ui/input";
import { Kbd } from "@/components/ui/kbd";
import { ContextMenu, ContextMenuTrigger, Menu, MenuContent, MenuGroup, MenuGroupLabel, MenuItem, MenuSeparator, MenuTrigger } from "@/components/ui/menu";
import { MultiCombobox } from "@/components/ui/multi-combobox";
import { notify } from "@/components/ui/notify";
import { PageHeader } from "@/components/ui/page-header";
import { PaginationBar } from "@/components/ui/pagination-bar";
import { PasswordInput } from "@/components/ui/password-input";
import { Popover, PopoverContent, PopoverTitle, PopoverTrigger } from "@/components/ui/popover";
import { Progress } from "@/components/ui/progress";
import { RadioGroup } from "@/components/ui/radio-group";
import { SearchInput } from "@/components/ui/search-input";
import { Section } from "@/components/ui/section";
import { SegmentedControl } from "@/components/ui/segmented-control";
import { Select } from "@/components/ui/select";
import { Separator } from "@/components/ui/separator";
import { Sheet, SheetContent, SheetTrigger } from "@/components/ui/sheet";
import { Skeleton } from "@/components/ui/skeleton";
import { Spinner } from "@/components/ui/spinner";
import { Stat } from "@/components/ui/stat";
import { Switch } from "@/components/ui/switch";
import { Table, TableBody, TableCell, TableHead, TableHeader, TableRow } from "@/components/ui/table";
import { Tab, TabPanel, Tabs, TabsList } from "@/components/ui/tabs";
import { Textarea } from "@/components/ui/textarea";
import { Timeline, TimelineItem } from "@/components/ui/timeline";
import { TonePill } from "@/components/ui/tone-pill";
import { tones } from "@/components/ui/tone";
import type { Tone } from "@/components/ui/tone";
import { Tooltip } from "@/components/ui/tooltip";
import { formatDateTime, formatMoney, formatRelative } from "@/lib/core/format";

const to = { locale: "es", timeZone: "America/Argentina/Buenos_Aires" };
const people: ComboboxOption[] = ["Ana Pérez", "Bruno Díaz", "Carla Gómez", "Diego Núñez", "Elena Ruiz"].map((label, i) => ({ value: String(i), label, hint: `${i * 7 + 3} abiertos`, view: <span className="flex items-center gap-2"><Avatar name={label} size="xs" />{label}</span> }));
const statuses: { name: string; tone: Tone }[] = [
  { name: "Pendiente", tone: "gray" }, { name: "Asignado", tone: "blue" }, { name: "Contactado", tone: "cyan" }, { name: "Falta cotizar", tone: "amber" }, { name: "Cotizado", tone: "violet" }, { name: "Interesado en avanzar", tone: "teal" }, { name: "Nuevo cliente", tone: "green" }, { name: "No viable", tone: "red" },
];
const leads = ["Transportes del Plata SRL", "Molinos Cuyo", "Ferretería Industrial Avellaneda", "Distribuidora Norte", "Logística Andina SA", "Textil Quilmes", "Bodega Los Álamos", "Agro Pampa"];

export function Gallery({ now }: { now: string }) {
  const [person, setPerson] = useState<ComboboxOption | null>(people[1] ?? null);
  const [several, setSeveral] = useState<ComboboxOption[]>(people.slice(0, 2));
  const [view, setView] = useState<"table" | "board">("table");
  const [span, setSpan] = useState<{ from: string | null; to: string | null }>({ from: "2026-11-01", to: "2026-11-23" });
  const [confirm, setConfirm] = useState(false);
  return (
    <div className="flex flex-col gap-8">
      <PageHeader
        breadcrumb={<Breadcrumb label="Estás acá" crumbs={[{ label: "Inicio", href: "/" }, { label: "Leads" }]} />}
        title="Leads"
        description="Todo lo que llegó, quién lo tiene y qué sigue."
        actions={<><SegmentedControl label="Vista" iconsOnly segments={[{ value: "table", label: "Tabla", icon: <List /> }, { value: "board", label: "Tablero", icon: <Columns3 /> }]} value={view} onValueChange={setView} /><Button><ListFilter aria-hidden />Filtrar</Button><Button variant="primary"><Plus aria-hidden />Nuevo lead</Button></>}
      />
      <div className="grid grid-cols-2 gap-3 lg:grid-cols-4">
        <Stat href="/x" label="Leads este mes" value="1.284" delta={{ text: "12 %", direction: "up", meaning: "good" }} note="contra octubre" />
        <Stat href="/x" label="Pendientes" value="37" delta={{ text: "9", direction: "up", meaning: "bad" }} note="más que ayer" />
        <Stat href="/x" label="Primera respuesta" value="18 min" delta={{ text: "igual", direction: "same", meaning: "neutral" }} />
        <Stat href="/x" label="Cotizado" value={formatMoney(1_482_350_000, "ARS", to)} note="en 41 leads" />
      </div>
      <Card>
        <div className="flex flex-wrap items-center gap-2 border-b p-2.5">
          <SearchInput label="Buscar leads" placeholder="Buscar nombre, firma, mail…" className="w-full sm:w-72" />
          <Select aria-label="Estado" className="w-40" defaultValue="Pendiente" options={statuses.map((s) => ({ value: s.name, label: s.name, view: <TonePill tone={s.tone}>{s.name}</TonePill> }))} />
          <Select aria-label="Origen" className="w-36" placeholder="Origen" options={[{ value: "a", label: "Intralog web" }, { value: "b", label: "Intrapal web" }]} />
          <span className="ml-auto text-muted-foreground text-sm"><Kbd>J</Kbd> <Kbd>K</Kbd> para moverte</span>
        </div>
        <Table label="Leads" wrapperClassName="max-h-96">
          <TableHeader><tr><TableHead className="w-8"><Checkbox aria-label="Elegir todos" indeterminate /></TableHead><TableHead>Nº</TableHead><TableHead>Firma</TableHead><TableHead>Estado</TableHead><TableHead>Responsable</TableHead><TableHead className="text-right">Monto</TableHead><TableHead>Llegó</TableHead><TableHead><span className="sr-only">Acciones</span></TableHead></tr></TableHeader>
          <TableBody>
            {leads.map((name, i) => (
              <TableRow key={name} aria-selected={i === 2}>
                <TableCell><Checkbox aria-label={`Elegir ${name}`} defaultChecked={i === 2} /></TableCell>
                <TableCell className="text-muted-foreground">L-{10234 - i}</TableCell>
                <TableCell className="font-medium whitespace-nowrap"><a href="/x" className="hover:underline">{name}</a></TableCell>
                <TableCell><TonePill tone={statuses[i % 8]!.tone}>{statuses[i % 8]!.name}</TonePill></TableCell>
                <TableCell className="whitespace-nowrap"><span className="flex items-center gap-2"><Avatar name={people[i % 5]!.label} size="xs" />{people[i % 5]!.label}</span></TableCell>
                <TableCell className="text-right whitespace-nowrap">{formatMoney(i * 4_350_025, "ARS", to)}</TableCell>
                <TableCell className="whitespace-nowrap text-muted-foreground">{formatRelative(new Date(Date.parse(now) - i * 4_000_000), now, to)}</TableCell>
                <TableCell><IconButton label={`Más sobre ${name}`} size="sm"><Ellipsis aria-hidden /></IconButton></TableCell>
              </TableRow>
            ))}
          </TableBody>
        </Table>
        <PaginationBar className="border-t px-4 py-2" label="Páginas" summary="1–50 de 2.031" previousLabel="Anterior" nextLabel="Siguiente" nextHref="/x?after=1" />
      </Card>
      <Section title="Botones" description="Cada variante y cada estado.">
        <div className="flex flex-wrap items-center gap-2">
          <Button variant="primary" onClick={() => notify.success("Lead asignado", { description: "Ahora lo tiene Ana Pérez.", action: { label: "Deshacer", run() {} } })}>Guardar</Button>
          <Button onClick={() => notify.error("No se pudo guardar", { description: "Lo cambió Bruno Díaz antes que vos." })}>Secundario</Button>
          <Button variant="ghost">Suave</Button><Button variant="danger" onClick={() => setConfirm(true)}><Trash2 aria-hidden />Eliminar</Button><Button variant="link">Enlace</Button>
          <Button variant="primary" pending>Guardando</Button><Button pending>Espera</Button><Button disabled>Inactivo</Button><Button variant="primary" size="sm">Chico</Button><Button variant="primary" size="lg">Grande</Button>
          <Tooltip content="Llamar ahora"><IconButton label="Llamar"><Phone aria-hidden /></IconButton></Tooltip>
        </div>
        <div className="flex flex-wrap gap-2">{tones.map((tone) => <TonePill key={tone} tone={tone}>{tone}</TonePill>)}</div>
        <div className="flex flex-wrap gap-2">{(["neutral", "outline", "accent", "success", "warning", "danger", "info"] as const).map((v) => <Badge key={v} variant={v}>{v}</Badge>)}<Spinner label="Cargando…" /></div>
      </Section>
      <div className="grid gap-6 lg:grid-cols-2">
        <Card><CardHeader title="Formulario" description="Etiqueta, control, ayuda y error." actions={<Menu><MenuTrigger render={<IconButton label="Más acciones" size="sm"><Ellipsis aria-hidden /></IconButton>} /><MenuContent align="end"><MenuGroup><MenuGroupLabel>Este lead</MenuGroupLabel><MenuItem shortcut="A"><UserPlus />Asignar</MenuItem><MenuItem shortcut="E"><CircleDot />Cambiar estado</MenuItem></MenuGroup><MenuSeparator /><MenuItem tone="danger"><Trash2 />Eliminar</MenuItem></MenuContent></Menu>} />
          <CardBody className="flex flex-col gap-4">
            <Field label="Nombre" hint="Como lo decís por teléfono."><Input defaultValue="Juana Molina" /></Field>
            <Field label="Correo" error="Ese correo ya lo tiene otro usuario."><Input type="email" defaultValue="juana@" /></Field>
            <Field label="Contraseña"><PasswordInput showLabel="Mostrar" hideLabel="Ocultar" defaultValue="secreto123" /></Field>
            <Field label="Rol" note="obligatorio"><Select placeholder="Elegí…" options={[{ value: "e", label: "Empleado" }, { value: "m", label: "Gerente" }]} /></Field>
            <Field label="Responsable"><Combobox options={people} value={person} onValueChange={setPerson} emptyText="Sin resultados" loadingText="Buscando…" clearLabel="Borrar" openLabel="Abrir" placeholder="Elegí…" /></Field>
            <Field label="Empresas"><MultiCombobox options={people} value={several} onValueChange={setSeveral} emptyText="Sin resultados" loadingText="Buscando…" removeLabel={(l) => `Quitar ${l}`} placeholder="Elegí…" /></Field>
            <Field label="Mensaje" hint="Lo ve quien tenga el lead."><Textarea placeholder="Escribí algo…" /></Field>
            <Field label="Inactivo" disabled><Input defaultValue="No se puede" /></Field>
            <CheckboxLine label="Avisarme por correo" hint="Solo lo urgente." defaultChecked />
            <label className="flex items-center justify-between text-sm">Recibir leads<Switch defaultChecked /></label>
            <FieldGroup legend="Resultado"><RadioGroup aria-label="Resultado" defaultValue="a" options={[{ value: "a", label: "Atendió", hint: "Se habló con la persona" }, { value: "b", label: "No atendió" }]} /></FieldGroup>
          </CardBody>
        </Card>
        <div className="flex flex-col gap-6">
          <Card><CardHeader title="Historial" /><CardBody><Timeline>
            <TimelineItem icon={<Phone />} tone="green" title={<><b>Ana Pérez</b> llamó: atendió</>} time={{ text: "hace 5 min", exact: formatDateTime(now, to), iso: now }}><p className="rounded-md bg-muted px-2.5 py-1.5">Pide cotización para 3 pallets por semana.</p></TimelineItem>
            <TimelineItem icon={<CircleDot />} tone="violet" title={<><b>Ana Pérez</b> cambió el estado a <TonePill tone="violet">Cotizado</TonePill></>} time={{ text: "hace 2 h", exact: formatDateTime(now, to), iso: now }} />
            <TimelineItem icon={<MessageSquare />} title={<>Llegó por <b>Intralog web</b></>} time={{ text: "ayer", exact: formatDateTime(now, to), iso: now }} />
          </Timeline></CardBody></Card>
          <Card><CardBody className="pt-4 flex flex-col gap-4">
            <DescriptionList><DescriptionItem term="Teléfono">011 15-2345-6789</DescriptionItem><DescriptionItem term="Correo">compras@delplata.com.ar</DescriptionItem><DescriptionItem term="Campaña" /></DescriptionList>
            <Separator />
            <CopyField label="Dirección" value="http://server:3000/api/intake/0192f/8c1b" copyLabel="Copiar" copiedLabel="Copiado" />
            <Progress label="Importando" value={64} />
            <Disclosure summary="Valores adicionales" note="4" open><p className="text-muted-foreground text-sm">utm_source: google</p></Disclosure>
            <DateRange label="Fechas" fromLabel="Desde" toLabel="Hasta" value={span} onValueChange={setSpan} presets={[{ key: "7", label: "7 días", span: { from: "2026-11-16", to: "2026-11-23" } }, { key: "m", label: "Este mes", span: { from: "2026-11-01", to: "2026-11-23" } }]} />
            <SegmentedControl label="Período" segments={[{ value: "table", label: "Semana" }, { value: "board", label: "Mes" }]} value={view} onValueChange={setView} />
            <div className="flex flex-col gap-2" aria-busy><Skeleton className="h-4 w-2/3" /><Skeleton className="h-4 w-1/2" /></div>
          </CardBody></Card>
          <Alert title="Hay una versión nueva">Se instala sola esta noche.</Alert><Alert variant="success">El envío de prueba llegó.</Alert><Alert variant="warning" action={<Button size="sm">Ver</Button>}>El sitio no responde desde las 14:05.</Alert><Alert variant="danger" title="No se guardó">Revisá los campos marcados.</Alert>
        </div>
      </div>
      <Tabs defaultValue="a"><TabsList><Tab value="a">Actividad</Tab><Tab value="b">Tareas <Badge>3</Badge></Tab><Tab value="c">Archivos</Tab></TabsList><TabPanel value="a"><Card><EmptyState icon={<Inbox />} title="Todavía no hay leads" description="Cuando alguien complete un formulario de tu sitio, aparece acá en segundos." action={<Button variant="primary">Conectar WordPress</Button>} /></Card></TabPanel><TabPanel value="b">Tareas</TabPanel><TabPanel value="c">Archivos</TabPanel></Tabs>
      <div className="flex flex-wrap gap-2">
        <Dialog><DialogTrigger render={<Button>Diálogo</Button>} /><DialogContent title="Registrar contacto" description="Queda en el historial del lead." closeLabel="Cerrar" footer={<><DialogClose render={<Button>Cancelar</Button>} /><Button variant="primary">Guardar</Button></>}><div className="flex flex-col gap-4"><Field label="Nota"><Textarea /></Field><Field label="Medio"><Select placeholder="Elegí…" options={[{ value: "c", label: "Llamada" }, { value: "w", label: "WhatsApp" }]} /></Field></div></DialogContent></Dialog>
        <Sheet><SheetTrigger render={<Button>Panel</Button>} /><SheetContent title="Transportes del Plata SRL" description="L-10234" closeLabel="Cerrar" footer={<Button variant="primary">Guardar</Button>}><DescriptionList><DescriptionItem term="Estado"><TonePill tone="blue">Asignado</TonePill></DescriptionItem><DescriptionItem term="Correo">compras@delplata.com.ar</DescriptionItem></DescriptionList></SheetContent></Sheet>
        <Popover><PopoverTrigger render={<Button>Ventanita</Button>} /><PopoverContent><PopoverTitle className="font-medium">Columnas</PopoverTitle><CheckboxLine label="Firma" defaultChecked className="mt-2" /></PopoverContent></Popover>
        <ContextMenu><ContextMenuTrigger className="rounded-md border border-dashed px-3 py-1.5 text-sm text-muted-foreground">Botón derecho acá</ContextMenuTrigger><MenuContent><MenuItem>Abrir</MenuItem><MenuItem tone="danger">Eliminar</MenuItem></MenuContent></ContextMenu>
      </div>
      <ConfirmDialog open={confirm} onOpenChange={setConfirm} title="¿Eliminar este lead?" description="Se borran sus datos personales. El historial queda, sin ellos." confirmLabel="Eliminar" cancelLabel="Cancelar" tone="danger" onConfirm={() => setConfirm(false)} />
    </div>
  );
}
