-- AlterTable
ALTER TABLE "Lead" ADD COLUMN     "holdUntil" DATE,
ADD COLUMN     "lostReasonId" UUID;

-- AlterTable
ALTER TABLE "LeadType" ADD COLUMN     "retiredAt" TIMESTAMPTZ(3),
ADD COLUMN     "retiredById" UUID,
ADD COLUMN     "successorId" UUID,
ADD COLUMN     "toMove" INTEGER NOT NULL DEFAULT 0;

-- AlterTable
ALTER TABLE "Status" ADD COLUMN     "asksAmount" TEXT NOT NULL DEFAULT 'no',
ADD COLUMN     "asksDate" TEXT NOT NULL DEFAULT 'no',
ADD COLUMN     "asksReason" TEXT NOT NULL DEFAULT 'no',
ADD COLUMN     "part" TEXT,
ADD COLUMN     "retiredAt" TIMESTAMPTZ(3),
ADD COLUMN     "retiredById" UUID,
ADD COLUMN     "successorId" UUID,
ADD COLUMN     "toMove" INTEGER NOT NULL DEFAULT 0;

-- CreateTable
CREATE TABLE "BarredMove" (
    "fromId" UUID NOT NULL,
    "toId" UUID NOT NULL,

    CONSTRAINT "BarredMove_pkey" PRIMARY KEY ("fromId","toId")
);

-- CreateTable
CREATE TABLE "LostReason" (
    "id" UUID NOT NULL,
    "key" TEXT NOT NULL,
    "labelEn" TEXT NOT NULL,
    "labelEs" TEXT NOT NULL,
    "active" BOOLEAN NOT NULL DEFAULT true,
    "position" INTEGER NOT NULL DEFAULT 0,

    CONSTRAINT "LostReason_pkey" PRIMARY KEY ("id")
);

-- CreateIndex
CREATE UNIQUE INDEX "LostReason_key_key" ON "LostReason"("key");

-- CreateIndex
CREATE UNIQUE INDEX "Status_part_key" ON "Status"("part");

-- AddForeignKey
ALTER TABLE "LeadType" ADD CONSTRAINT "LeadType_successorId_fkey" FOREIGN KEY ("successorId") REFERENCES "LeadType"("id") ON DELETE SET NULL ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "Status" ADD CONSTRAINT "Status_successorId_fkey" FOREIGN KEY ("successorId") REFERENCES "Status"("id") ON DELETE SET NULL ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "BarredMove" ADD CONSTRAINT "BarredMove_fromId_fkey" FOREIGN KEY ("fromId") REFERENCES "Status"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "BarredMove" ADD CONSTRAINT "BarredMove_toId_fkey" FOREIGN KEY ("toId") REFERENCES "Status"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "Lead" ADD CONSTRAINT "Lead_lostReasonId_fkey" FOREIGN KEY ("lostReasonId") REFERENCES "LostReason"("id") ON DELETE SET NULL ON UPDATE CASCADE;

-- Few leads have a reason: the index is small, and is only written with one.
create index raw_lead_by_lost_reason on "Lead" ("lostReasonId", "receivedAt", id) where "lostReasonId" is not null;

alter table "Status" add constraint status_asks check (
  "asksReason" in ('no', 'optional', 'required') and "asksDate" in ('no', 'optional', 'required') and "asksAmount" in ('no', 'optional', 'required'));
alter table "Status" add constraint status_part check (part in ('start', 'assigned', 'contacted') and active or part is null);
alter table "Status" add constraint status_successor check (not active or "successorId" is null);
alter table "LeadType" add constraint lead_type_successor check (not active or "successorId" is null);

update "Status" set part = case key when 'pending' then 'start' else key end where key in ('pending', 'assigned', 'contacted') and active;
update "Status" set "asksReason" = 'required' where key in ('did-not-advance', 'not-viable');
update "Status" set "asksDate" = 'required' where key = 'on-hold';
update "Status" set "asksAmount" = 'required' where key = 'quoted';

-- Nobody goes back to before the first contact, and nobody is a customer without one; what was closed is opened again by
-- taking it up where it stood. Everything else is allowed.
insert into "BarredMove" ("fromId", "toId")
select f.id, t.id from "Status" f, "Status" t, (values
  ('pending,assigned', 'managed,new-customer'),
  ('contacted,to-quote,quoted,interested,managed,on-hold', 'pending,assigned'),
  ('did-not-advance,not-viable', 'pending,assigned'),
  ('new-customer', 'pending,assigned,contacted,not-viable,negative,undefined'),
  ('negative,undefined', 'new-customer')
) as b (froms, tos)
 where f.key = any(string_to_array(b.froms, ',')) and t.key = any(string_to_array(b.tos, ','));

insert into "LostReason" (id, key, "labelEn", "labelEs", position) values
  (gen_random_uuid(), 'price', 'Price', 'Precio', 0),
  (gen_random_uuid(), 'no-answer', 'Stopped answering', 'Dejó de responder', 1),
  (gen_random_uuid(), 'competitor', 'Chose somebody else', 'Eligió a otro proveedor', 2),
  (gen_random_uuid(), 'volume', 'Too little volume', 'Volumen insuficiente', 3),
  (gen_random_uuid(), 'not-offered', 'We don''t offer it', 'No ofrecemos ese servicio', 4),
  (gen_random_uuid(), 'area', 'Outside our area', 'Fuera de nuestra zona', 5),
  (gen_random_uuid(), 'no-need', 'No longer needs it', 'Ya no lo necesita', 6),
  (gen_random_uuid(), 'own-means', 'Does it by own means', 'Lo resuelve por su cuenta', 7),
  (gen_random_uuid(), 'other', 'Other', 'Otro', 8);
