package standard

import (
	"bytes"
	"strconv"

	"github.com/xuri/excelize/v2"
)

const (
	formHeader = 2    // the note stands above it
	formRows   = 1000 // rows that have drop-downs
	guideName  = "작성 안내"
)

const formNote = noteMark + ": 아래 머리글은 고치지 마세요. 노란 칸은 꼭 적어 주세요. 3행은 보기이며 지우지 않아도 등록되지 않습니다. 자세한 설명은 ‘" + guideName + "’ 시트에 있습니다."

// guide says for each column what to write, an example of it, and what a
// drop-down offers. A choice that is typed instead is accepted too.
var guide = [Count]struct {
	say, example string
	choices      []string
	must         bool
}{
	Title:           {say: "강좌 이름", example: exampleMark + ": 스마트폰 기초반", must: true},
	Teacher:         {say: "강사가 공개에 동의한 때에만 적습니다.", example: ""},
	StartDate:       {say: "첫 수업 날짜 (2026-05-01)", example: "2026-05-04", must: true},
	EndDate:         {say: "마지막 수업 날짜", example: "2026-06-29", must: true},
	StartTime:       {say: "24시간제 (19:00)", example: "10:00"},
	EndTime:         {say: "24시간제 (21:00)", example: "12:00"},
	Category:        {say: "분야를 한 낱말로 (디지털, 미술/서예)", example: "디지털"},
	Audience:        {say: "누구를 위한 강좌인지", example: "성인"},
	Method:          {say: "목록에서 고릅니다.", example: "오프라인", choices: []string{"오프라인", "온라인", "혼합", "우편통신", "모바일"}},
	Weekday:         {say: "여러 날이면 + 로 잇습니다 (화요일+목요일).", example: "월요일", choices: []string{"월요일", "화요일", "수요일", "목요일", "금요일", "토요일", "일요일", "화요일+목요일", "월요일+수요일", "월~금", "매일", "주말"}},
	Place:           {say: "건물과 강의실", example: "해오름시 평생학습관 1강의실"},
	Capacity:        {say: "숫자만. 제한이 없으면 비워 둡니다.", example: "20"},
	Fee:             {say: "원 단위 숫자만. 무료는 0", example: "0"},
	RoadAddress:     {say: "시·도와 시·군·구를 포함한 도로명주소", example: "경기도 해오름시 배움로 10"},
	Operator:        {say: "강좌를 여는 기관", example: "해오름시 평생학습관", must: true},
	OperatorPhone:   {say: "문의 전화 (031-000-0000)", example: "031-000-0000"},
	ApplyFrom:       {say: "접수 첫날", example: "2026-04-13"},
	ApplyUntil:      {say: "접수 마지막 날. 늘 받으면 ‘상시’", example: "2026-04-24"},
	ApplyMethod:     {say: "여러 가지면 · 로 잇습니다.", example: "인터넷·방문", choices: []string{"인터넷", "방문", "전화", "인터넷·방문", "인터넷·전화", "방문·전화", "인터넷·방문·전화"}},
	Selection:       {say: "목록에서 고릅니다.", example: "선착순", choices: []string{"선착순", "추첨", "심사"}},
	Homepage:        {say: "신청하는 곳의 주소 (https://…)", example: "https://example.go.kr"},
	JobTraining:     {say: "Y 또는 N", example: "N", choices: []string{"Y", "N"}},
	CreditBank:      {say: "Y 또는 N", example: "N", choices: []string{"Y", "N"}},
	LearningAccount: {say: "Y 또는 N", example: "N", choices: []string{"Y", "N"}},
	ReferenceDate:   {say: "자료를 적은 날짜", example: "2026-04-01"},
}

// Form is an empty workbook of the set for an office to fill in: drop-downs,
// what to write in each column, a note and an example. Read leaves the note and
// the example out, so that nobody has to delete them.
func Form() ([]byte, error) {
	f := excelize.NewFile()
	defer func() { _ = f.Close() }() // it holds memory only
	if err := f.SetSheetName("Sheet1", sheetName); err != nil {
		return nil, err
	}
	for _, step := range []func(*excelize.File) error{formCells, formStyles, formChoices, formGuide} {
		if err := step(f); err != nil {
			return nil, err
		}
	}
	var out bytes.Buffer
	if _, err := f.WriteTo(&out); err != nil {
		return nil, err
	}
	return out.Bytes(), nil
}

func formCells(f *excelize.File) error {
	if err := f.SetCellStr(sheetName, "A1", formNote); err != nil {
		return err
	}
	for _, c := range Columns() {
		if err := f.SetCellStr(sheetName, at(c, formHeader), c.Name()); err != nil {
			return err
		}
		if err := f.SetCellStr(sheetName, at(c, formHeader+1), guide[c].example); err != nil {
			return err
		}
	}
	return nil
}

func formStyles(f *excelize.File) error {
	border := []excelize.Border{{Type: "bottom", Style: 1, Color: "808080"}, {Type: "right", Style: 1, Color: "808080"}}
	style := func(s excelize.Style) (int, error) { return f.NewStyle(&s) }
	const asText = 49 // "@": a date that is typed stays as it was typed
	text, err := style(excelize.Style{NumFmt: asText})
	if err != nil {
		return err
	}
	head, err := style(excelize.Style{Font: &excelize.Font{Bold: true}, Border: border, Fill: excelize.Fill{Type: "pattern", Pattern: 1, Color: []string{"E7ECF3"}}, Alignment: &excelize.Alignment{WrapText: true, Vertical: "center"}})
	if err != nil {
		return err
	}
	must, err := style(excelize.Style{Font: &excelize.Font{Bold: true}, Border: border, Fill: excelize.Fill{Type: "pattern", Pattern: 1, Color: []string{"FFF2CC"}}, Alignment: &excelize.Alignment{WrapText: true, Vertical: "center"}})
	if err != nil {
		return err
	}
	example, err := style(excelize.Style{NumFmt: asText, Font: &excelize.Font{Italic: true, Color: "595959"}})
	if err != nil {
		return err
	}
	for _, c := range Columns() {
		name, err := excelize.ColumnNumberToName(int(c) + 1)
		if err != nil {
			return err
		}
		heading := head
		if guide[c].must {
			heading = must
		}
		for _, set := range []error{
			f.SetColWidth(sheetName, name, name, width(c)),
			f.SetColStyle(sheetName, name, text),
			f.SetCellStyle(sheetName, at(c, formHeader), at(c, formHeader), heading),
			f.SetCellStyle(sheetName, at(c, formHeader+1), at(c, formHeader+1), example),
		} {
			if set != nil {
				return set
			}
		}
	}
	return f.SetPanes(sheetName, &excelize.Panes{Freeze: true, XSplit: 1, YSplit: formHeader, TopLeftCell: "B3", ActivePane: "bottomRight"})
}

// formChoices adds the drop-downs. What they do not offer may be typed (a third
// weekday): they help, and do not refuse.
func formChoices(f *excelize.File) error {
	for _, c := range Columns() {
		first, last := at(c, formHeader+1), at(c, formHeader+formRows)
		v := excelize.NewDataValidation(true)
		v.SetSqref(first + ":" + last)
		v.SetInput(c.Name(), guide[c].say)
		if choices := guide[c].choices; choices != nil {
			if err := v.SetDropList(choices); err != nil {
				return err
			}
			v.SetError(excelize.DataValidationErrorStyleInformation, c.Name(), guide[c].say)
		}
		if err := f.AddDataValidation(sheetName, v); err != nil {
			return err
		}
	}
	return nil
}

func formGuide(f *excelize.File) error {
	if _, err := f.NewSheet(guideName); err != nil {
		return err
	}
	rows := [][]string{{"머리글", "꼭 적기", "적는 법", "보기"}}
	for _, c := range Columns() {
		must := ""
		if guide[c].must {
			must = "○"
		}
		rows = append(rows, []string{c.Name(), must, guide[c].say, guide[c].example})
	}
	for i, row := range rows {
		if err := f.SetSheetRow(guideName, "A"+strconv.Itoa(i+1), &row); err != nil {
			return err
		}
	}
	if err := f.SetColWidth(guideName, "A", "A", 34); err != nil {
		return err
	}
	return f.SetColWidth(guideName, "C", "D", 50)
}

// at is the name of a cell. A column of the set and a line of the form are
// always within a sheet.
func at(c Column, line int) string {
	name, err := excelize.CoordinatesToCellName(int(c)+1, line)
	if err != nil {
		panic(err)
	}
	return name
}
