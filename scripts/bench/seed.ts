import type pg from "pg";

/*
 * Believable leads by the hundred thousand, as finished rows: only how they are read is measured with them. What is drawn
 * is drawn with a fixed seed, so that two runs measure the same table.
 */

const FIRST =
  "Ana,Juan,María,José,Lucía,Martín,Sofía,Diego,Valentina,Pablo,Camila,Nicolás,Julieta,Federico,Agustina,Gonzalo,Florencia,Ramón,Carolina,Hernán,Micaela,Ezequiel,Rocío,Facundo,Natalia,Ignacio,Verónica,Tomás,Gabriela,Leandro,Mónica,Sebastián,Ángela,Joaquín,Belén,Ulises,Inés,Óscar,Delfina,Bruno";
const LAST =
  "Gómez,Fernández,González,Rodríguez,López,Díaz,Martínez,Pérez,García,Sánchez,Romero,Sosa,Torres,Álvarez,Ruiz,Ramírez,Flores,Benítez,Acosta,Medina,Herrera,Suárez,Aguirre,Giménez,Gutiérrez,Pereyra,Rojas,Molina,Castro,Ortiz,Silva,Núñez,Luna,Juárez,Cabrera,Ríos,Morales,Godoy,Moreno,Ferreyra,Domínguez,Carrizo,Peralta,Castillo,Ledesma,Quiroga,Vega,Vera,Muñoz,Ojeda";
const FIRM =
  "Distribuidora,Transportes,Textil,Alimentos,Laboratorio,Autopartes,Muebles,Electro,Papelera,Bodega,Ferretería,Cosmética,Calzados,Indumentaria,Agro,Química,Editorial,Deportes,Juguetes,Perfumería";
const PLACE =
  "del Sur,Pampeana,Andina,del Litoral,San Martín,Belgrano,Rivadavia,Patagonia,Norte,Cuyo,Central,Atlántica,Río de la Plata,Los Andes,Mesopotamia,La Docta,Palermo,Quilmes,Avellaneda,Rosario";
const SERVICE =
  "Fulfillment,Transporte nacional,Almacenaje,Última milla,Distribución,Logística inversa,Cross docking,Transporte internacional,Depósito fiscal,Consultoría";
const CAMPAIGN =
  "marca-2026,buenos-aires-fulfillment,retargeting,black-friday,hot-sale,linkedin-b2b,remarketing-q3,ecommerce-nov,seguimiento,webinar-logistica";
const MESSAGE =
  "Buenas tardes, necesitamos cotizar,Hola, les escribo porque estamos buscando,Quisiera recibir información sobre,Tenemos un e-commerce y queremos tercerizar,Me gustaría coordinar una visita para ver,Solicitamos presupuesto mensual por";
const DETAIL =
  "un depósito de 800 m2 en zona norte con andén y racks.;el envío de 300 pedidos por mes a todo el país, con seguimiento.;la guarda de 120 pallets con control de lotes y vencimientos.;retiros diarios en nuestra planta y entrega en 24 horas en AMBA.;la logística de una línea nueva que lanzamos en marzo.;el despacho de importación y el transporte hasta Córdoba.";

const PICK = (list: string, separator = ",") =>
  `(string_to_array('${list.replaceAll("'", "''")}', '${separator}'))[1 + floor(random() * ${list.split(separator).length})::int]`;

/** Two companies, twelve people, six sources and so many leads, received over three years. */
export async function seedLeads(client: pg.ClientBase, count: number): Promise<void> {
  await client.query("select setseed(0.42)");
  await client.query(`
    insert into "Company" (id, key, name, tone, position)
    values (gen_random_uuid(), 'bench-intralog', 'INTRALOG', 'blue', 0), (gen_random_uuid(), 'bench-intrapal', 'INTRAPAL', 'teal', 1);
    insert into "User" (id, email, "userName", "firstName", "lastName", "roleId", "updatedAt")
    select gen_random_uuid(), 'bench' || n || '@example.test', 'bench' || n, ${PICK(FIRST)}, ${PICK(LAST)}, r.id, now()
      from generate_series(1, 12) n
      join "Role" r on r.key = case n when 1 then 'admin' when 2 then 'manager' when 3 then 'executive' else 'employee' end;
    insert into "UserCompany" ("userId", "companyId")
    select u.id, c.id from "User" u join "Company" c on c.key = case when right(u."userName", 1) in ('4', '8') then 'bench-intrapal' else 'bench-intralog' end
     where u."userName" like 'bench%';
    insert into "Source" (id, name, kind, "companyId", "leadTypeId", "timeZone", "defaultCountry", "tokenSealed", "tokenHash", "updatedAt")
    select gen_random_uuid(), s.name, 'webhook', c.id, t.id, 'America/Argentina/Buenos_Aires', 'AR', '', 'bench' || s.name, now()
      from (values ('Home', 0), ('Contacto', 0), ('Cotizador', 0), ('Landing fulfillment', 0), ('INTRAPAL web', 1), ('Feria', 1)) s (name, company)
      join "Company" c on c.key = case s.company when 0 then 'bench-intralog' else 'bench-intrapal' end
      join "LeadType" t on t.key = 'fulfilment'`);
  const indexes = await dropIndexes(client, "Lead");
  await client.query(
    `insert into "Lead" (id, number, "companyId", "leadTypeId", "statusId", "ownerId", "sourceId", channel, "contactName", "contactNameKey", firm, "firmKey",
       email, "emailKey", phone, "phoneE164", "phoneKey", message, service, "serviceKey", priority, "utmSource", "utmCampaign",
       "submittedAt", "receivedAt", "firstResponseAt", "statusChangedAt", "lastActivityAt", "lastTouchAt", "updatedAt", history, "searchText")
     with pools as materialized (
       select array(select id from "LeadType" order by position) as types,
              array(select id from "Status" order by position) as statuses,
              array(select id from "User" where "userName" like 'bench%' and "userName" not in ('bench1', 'bench3') order by "userName") as owners),
     drawn as materialized (
       select n, nextval('"Lead_number_seq"')::int as number, ${PICK(FIRST)} || ' ' || ${PICK(LAST)} as name,
              case when random() < 0.6 then ${PICK(FIRM)} || ' ' || ${PICK(PLACE)} || (array[' S.A.', ' SRL', ''])[1 + floor(random() * 3)::int] else '' end as firm,
              ${PICK(MESSAGE, ", ")} || ' ' || ${PICK(DETAIL, ";")} || ' ' || ${PICK(DETAIL, ";")} as message,
              ${PICK(SERVICE)} as service, '11' || lpad(floor(random() * 99999999)::text, 8, '0') as digits,
              case when random() < 0.35 then ${PICK(CAMPAIGN)} else '' end as campaign,
              now() - random() * interval '1095 days' as received, random() as luck, random() as second, random() as third, random() as fourth
         from generate_series(1, $1::int) n)
     select gen_random_uuid(), d.number, so."companyId", p.types[1 + floor(d.fourth * d.fourth * 6)::int], p.statuses[1 + floor(d.luck * d.luck * 13)::int],
            case when d.third < 0.92 then p.owners[1 + floor(d.second * 10)::int] end, so.id, 'Web',
            d.name, fold(d.name), d.firm, fold(d.firm), m.email, m.email, '11 ' || substr(d.digits, 3, 4) || '-' || substr(d.digits, 7),
            '+549' || d.digits, '+54' || d.digits, d.message, d.service, fold(d.service),
            case when d.third < 0.03 then 'urgent' when d.third < 0.12 then 'high' when d.third > 0.95 then 'low' else 'normal' end,
            case when d.campaign = '' then '' else 'google' end, d.campaign, d.received, d.received,
            case when d.luck > 0.25 then d.received + d.second * interval '3 days' end, d.received + d.second * interval '20 days',
            least(now(), d.received + d.third * interval '60 days'), d.received, now(), true,
            fold(concat_ws(E'\\n', 'L-' || d.number, d.name, nullif(d.firm, ''), m.email, '+549' || d.digits, d.digits, d.service, d.message))
       from drawn d cross join pools p
       cross join lateral (select fold(replace(d.name, ' ', '.')) || d.n || '@' || (array['gmail.com', 'hotmail.com', 'empresa.com.ar'])[1 + d.n % 3] as email) m
       join lateral (select id, "companyId" from "Source" where "tokenHash" like 'bench%' order by name offset (d.n * 7 / 3) % 6 limit 1) so on true`,
    [count],
  );
  // Comparing so many would go on beside everything else; it has a measure of its own.
  await client.query(`truncate "DuplicateScan"`);
  for (const index of indexes) await client.query(index);
  await seedValues(client);
  await client.query('vacuum analyze "Lead"');
  await client.query("analyze");
}

/** One field of each kind that sorts its own way; most leads say something in them, a few something rare. */
async function seedValues(client: pg.ClientBase): Promise<void> {
  await client.query(`
    insert into "CustomField" (id, key, kind, "labelEn", "labelEs", position)
    select gen_random_uuid(), 'bench-' || kind, kind, 'Bench ' || kind, 'Banco ' || kind, n
      from unnest(array['number', 'text', 'date', 'boolean', 'choice', 'choices', 'money']) with ordinality as k(kind, n);
    insert into "FieldOption" ("fieldId", key, "labelEn", "labelEs", position)
    select f.id, o.key, o.key, o.key, o.n from "CustomField" f
     cross join unnest(array['pallets', 'boxes', 'cold', 'bulk', 'rare']) with ordinality as o(key, n)
     where f.key in ('bench-choice', 'bench-choices')`);
  const indexes = await dropIndexes(client, "LeadValue");
  await client.query(
    `insert into "LeadValue" ("leadId", "fieldId", "text", "textKey", "number", cents, currency, day, flag, options)
     select l.id, f.id, case when f.kind = 'text' then w.word else '' end, case when f.kind = 'text' then fold(w.word) else '' end,
            case when f.kind = 'number' then floor(w.r * 5000) end, case when f.kind = 'money' then floor(w.r * 10000000) end,
            case when f.kind = 'money' then 'ARS' else '' end, case when f.kind = 'date' then date '2024-01-01' + floor(w.r * 1000)::int end,
            case when f.kind = 'boolean' then w.r < 0.1 end,
            case f.kind when 'choice' then array[w.option] when 'choices' then array[w.option, 'boxes'] else '{}' end
       from "Lead" l cross join "CustomField" f
      cross join lateral (select random() as r, l.number % 7 as part) d
      cross join lateral (select d.r, ${PICK(PLACE)} || ' ' || l.number % 997 as word,
              case when d.r < 0.001 then 'rare' else (array['pallets', 'boxes', 'cold', 'bulk'])[1 + floor(d.r * 4)::int] end as option) w
      where f.key like 'bench-%' and d.part > 1`,
  );
  for (const index of indexes) await client.query(index);
  await client.query('vacuum analyze "LeadValue"');
}

/** So many events of each lead's past, as a log holds them that has been kept for years. */
export async function seedEvents(client: pg.ClientBase, perLead: number): Promise<void> {
  await client.query(
    `insert into "Event" (name, "actorType", "actorId", "actorLabel", "subjectType", "subjectId", "subjectLabel", changes, payload,
       "companyIds", "ownerIds", history, "occurredAt", "requestId")
     select (array['lead.created', 'lead.classified', 'lead.assigned', 'lead.statusChanged', 'lead.contactLogged', 'lead.noteAdded',
                   'lead.statusChanged', 'lead.updated'])[1 + n % 8],
            'user', l."ownerId"::text, 'Bench', 'lead', l.id, 'L-' || l.number,
            case n % 8 when 3 then '{"status": {"from": "Pending", "to": "Contacted"}}' when 6 then '{"status": {"from": "Contacted", "to": "Quoted"}}'
                       when 7 then '{"service": {"from": "", "to": "Almacenaje"}}' else '{}' end::jsonb,
            case n % 8 when 5 then '{"noteId": "x"}' else '{}' end::jsonb, array[l."companyId"],
            case when l."ownerId" is null then '{}' else array[l."ownerId"] end, true, l."receivedAt" + n * interval '7 hours', 'bench'
       from "Lead" l cross join generate_series(0, $1::int - 1) n
      order by l."receivedAt", n`,
    [perLead],
  );
  await client.query('vacuum analyze "Event"');
  await client.query(READ_TO_THE_END);
}

/** Whoever reads the log has read this past: it happened over years, and nothing is measured while they catch up. */
const READ_TO_THE_END = `
  with reading as (select name, pg_advisory_xact_lock(hashtext('consumer:' || name)) from unnest(array['lead clocks', 'webhooks']) as name),
       place as (select xid, seq from "Event" order by xid desc, seq desc limit 1)
  insert into "ConsumerCursor" (name, xid, seq, "updatedAt") select reading.name, place.xid, place.seq, now() from reading, place
      on conflict (name) do update set xid = excluded.xid, seq = excluded.seq`;

/** Indexes are made faster over all rows at once than row by row. */
async function dropIndexes(client: pg.ClientBase, table: string): Promise<string[]> {
  const { rows } = await client.query<{ indexname: string; indexdef: string }>(
    `select indexname, indexdef from pg_indexes where tablename = $1 and indexname not in (select conname from pg_constraint)
        and indexname <> 'Lead_number_key'`,
    [table],
  );
  for (const { indexname } of rows) await client.query(`drop index "${indexname}"`);
  return rows.map((row) => row.indexdef);
}
