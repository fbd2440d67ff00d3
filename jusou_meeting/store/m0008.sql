DELETE FROM draft;

ALTER TABLE attendee ADD COLUMN attendance TEXT CHECK (attendance IN ('present', 'proxy'));  -- NULL = nobody said that they came
