package extract

import (
	"bytes"
	"compress/gzip"
	_ "embed"
	"encoding/binary"
	"fmt"
	"io"
	"math"
	"strings"

	"parley/extract/internal/learn"
)

//go:embed models/consult.gz
var embeddedModels []byte

// models are what was learned from annotated articles.
type models struct {
	gate    *learn.Model  // of a trigger's context: may it be an encounter?
	parts   *learn.Model  // of a mention: its part
	second  *learn.Model  // of an entity among others: its part
	forest  *learn.Forest // the same
	pairs   *learn.Forest // of two entities: do both take part?
	kinds   *learn.Model  // of a trigger: its kind
	facts   *learn.Model  // of a trigger: factuality
	dates   *learn.Model  // of an expression and a trigger
	sources *learn.Model  // of a source and a trigger
	joins   *learn.Forest // of a sighting and a finding: is it the same?
	alone   *learn.Forest // of a finding of two parties: is it told of one alone?
	reports *learn.Model  // of a joined report: is it one?
	last    *learn.Forest // the same
	// calibration maps the reports model's probability to how often it is
	// right: the value at i/(len-1), in between linearly.
	calibration []float64
}

// format opens the file of the models. Its number changes with what the models
// read: a file of another number was trained for another program.
const format = "parley encounters 6\n"

func (m *models) linear() []**learn.Model {
	return []**learn.Model{&m.gate, &m.parts, &m.second, &m.kinds, &m.facts, &m.dates, &m.sources, &m.reports}
}

func (m *models) forests() []**learn.Forest {
	return []**learn.Forest{&m.forest, &m.pairs, &m.joins, &m.alone, &m.last}
}

// append writes m in the form that readModels reads.
func (m *models) append() ([]byte, error) {
	b := []byte(format)
	for _, p := range m.linear() {
		b = (*p).Append(b)
	}
	for _, p := range m.forests() {
		b = (*p).Append(b)
	}
	b = binary.AppendUvarint(b, uint64(len(m.calibration)))
	for _, v := range m.calibration {
		b = binary.AppendUvarint(b, uint64(math.Round(v*10000)))
	}
	return packed(b)
}

// packed compresses what a model file holds.
func packed(b []byte) ([]byte, error) {
	var out bytes.Buffer
	z, err := gzip.NewWriterLevel(&out, gzip.BestCompression)
	if err != nil {
		return nil, err
	}
	if _, err := z.Write(b); err != nil {
		return nil, err
	}
	if err := z.Close(); err != nil {
		return nil, err
	}
	return out.Bytes(), nil
}

// unpacked undoes packed.
func unpacked(b []byte) ([]byte, error) {
	z, err := gzip.NewReader(bytes.NewReader(b))
	if err != nil {
		return nil, err
	}
	return io.ReadAll(z)
}

func readModels(b []byte) (*models, error) {
	data, err := unpacked(b)
	if err != nil {
		return nil, fmt.Errorf("read models of events: %w", err)
	}
	data, ok := bytes.CutPrefix(data, []byte(format))
	if !ok {
		return nil, fmt.Errorf("read models of events: %w: not of the format %q; train them again (parley-train events)", learn.ErrCorrupt, strings.TrimSpace(format))
	}
	m := new(models)
	for i, p := range m.linear() {
		if *p, data, err = learn.Read(data); err != nil {
			return nil, fmt.Errorf("read models of events: model %d: %w", i, err)
		}
	}
	for i, p := range m.forests() {
		if *p, data, err = learn.ReadForest(data); err != nil {
			return nil, fmt.Errorf("read models of events: forest %d: %w", i, err)
		}
	}
	n, k := binary.Uvarint(data)
	if k <= 0 || n > 1000 {
		return nil, fmt.Errorf("read models of events: calibration: %w", learn.ErrCorrupt)
	}
	data = data[k:]
	for range n {
		v, k := binary.Uvarint(data)
		if k <= 0 {
			return nil, fmt.Errorf("read models of events: calibration: %w", learn.ErrCorrupt)
		}
		m.calibration = append(m.calibration, float64(v)/10000)
		data = data[k:]
	}
	return m, nil
}

// calibrate turns the reports model's probability into a confidence.
func (m *models) calibrate(p float64) float64 {
	n := len(m.calibration) - 1
	if n < 1 {
		return p
	}
	at := min(max(p, 0), 1) * float64(n)
	i := min(int(at), n-1)
	return m.calibration[i] + (at-float64(i))*(m.calibration[i+1]-m.calibration[i])
}
