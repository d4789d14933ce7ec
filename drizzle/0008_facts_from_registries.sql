ALTER TABLE "supplier_skus" ADD COLUMN "rank" integer DEFAULT 0 NOT NULL;--> statement-breakpoint
CREATE INDEX "shipments_by_shape" ON "shipments" USING btree (translate("number", '0123456789', '9999999999'),"recorded_at");--> statement-breakpoint
-- Names used to become the codes of countries that are no more: an order to Germany went to DD, and a rule for it fitted nothing.
UPDATE "ship_tos" SET "country" = replaced.now
FROM (VALUES ('BU','MM'),('CS','RS'),('DD','DE'),('DY','BJ'),('FX','FR'),('HV','BF'),('NH','VU'),('RH','ZW'),('SU','RU'),('TP','TL'),('VD','VN'),('YD','YE'),('YU','RS'),('ZR','CD')) AS replaced(before, now)
WHERE "ship_tos"."country" = replaced.before;--> statement-breakpoint
DO $$
DECLARE pair text[];
BEGIN
  FOREACH pair SLICE 1 IN ARRAY ARRAY[['BU','MM'],['CS','RS'],['DD','DE'],['DY','BJ'],['FX','FR'],['HV','BF'],['NH','VU'],['RH','ZW'],['SU','RU'],['TP','TL'],['VD','VN'],['YD','YE'],['YU','RS'],['ZR','CD']] LOOP
    UPDATE "agreements"
    SET "terms" = regexp_replace("terms"::text, '("destination": "[^"]*)\m' || pair[1] || '\M', '\1' || pair[2], 'g')::jsonb
    WHERE "terms"::text ~ ('"destination": "[^"]*\m' || pair[1] || '\M');
  END LOOP;
END $$;
