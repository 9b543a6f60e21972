package world

import "ieum/internal/catalog"

// yeonjeProject is a line of the table of 연제구's projects.
type yeonjeProject struct {
	slug    string
	area    catalog.Area
	aud     catalog.Audience
	known   bool // named in the announcement
	title   text
	summary text
	learn   text
	run     run
}

// yeonjeFacts are the twenty-four projects of 연제구 in 2025, in nine areas.
// Mentors (from June 2025) and the challenge of all generations are named in
// the announcement; the names of the others are not public.
func yeonjeFacts() []programme {
	var out []programme
	for _, y := range yeonjeProjects {
		y.run.channel = catalog.ByPhone
		p := programme{
			slug: "yeonje-2025-" + y.slug, org: Yeonje, in: yeonjeCity, area: y.area, for_: y.aud, note: "연제구 주민과 연제구에서 일하는 분", invented: !y.known,
			title: y.title, summary: y.summary, learn: y.learn, bring: text{"필기구와 쓰던 기기", "Something to write with, and your own device"}, runs: []run{y.run},
		}
		if y.slug == "all-generations-challenge" {
			p.kind = catalog.Challenge
		}
		out = append(out, p)
	}
	return out
}

var yeonjeProjects = []yeonjeProject{
	{
		"ai-mentors", catalog.Digital, catalog.Adult, true,
		text{"AI·디지털 멘토 양성·배치", "AI and Digital Mentors: Training and Assignment"},
		text{"주민을 디지털 멘토로 길러 2025년 6월부터 동네 배움터에 배치한 사업입니다.", "Residents were trained as digital mentors and assigned to places of learning from June 2025."},
		text{"멘토의 역할\n생성형 AI 기초\n배움터 현장 실습", "What a mentor does\nBasics of generative AI\nPractice on site"},
		run{base: "2025-06-10", days: "화목", times: 12, from: 1000, to: 1200, place: "연제구 평생학습관", teacher: "남궁현", seats: 30},
	},
	{
		"all-generations-challenge", catalog.Digital, catalog.Anyone, true,
		text{"전 세대가 함께하는 디지털 챌린지", "Digital Challenge for All Generations"},
		text{"어린이부터 어르신까지 한 팀이 되어 생활 속 과제를 디지털로 풀어 본 도전입니다.", "Children and elders in one team solved everyday tasks with digital tools."},
		text{"팀 만들기\n과제 고르기\n함께 풀고 발표하기", "Making a team\nChoosing a task\nSolving and presenting"},
		run{base: "2025-10-18", days: "토", times: 3, from: 1000, to: 1300, place: "연제구청 대강당", teacher: "문해온", seats: 100},
	},
	{
		"kiosk-walk", catalog.Digital, catalog.Senior, false,
		text{"키오스크 동네 한 바퀴", "A Round of Kiosks in the Neighbourhood"},
		text{"분식집, 병원, 기차역의 무인 주문기를 직접 눌러 보며 익혔습니다.", "Practised on the machines of a snack bar, a clinic and a station."},
		text{"주문과 결제\n진료 접수\n표 끊기", "Ordering and paying\nChecking in at a clinic\nBuying a ticket"},
		run{base: "2025-05-14", days: "수", times: 6, from: 1000, to: 1200, place: "연산2동 마을배움터", teacher: "고소담", seats: 20},
	},
	{
		"safe-phone", catalog.Digital, catalog.Senior, false,
		text{"사기 전화 막는 안심 스마트폰", "A Smartphone That Keeps Swindlers Out"},
		text{"문자 속 링크, 낯선 전화, 앱 설치를 어떻게 살필지 사례로 배웠습니다.", "Links in messages, strange calls and apps: what to check, by example."},
		text{"수상한 문자 가려내기\n차단과 신고\n가족과 암호 정하기", "Spotting odd messages\nBlocking and reporting\nA family password"},
		run{base: "2025-07-02", days: "수", times: 4, from: 1400, to: 1600, place: "거제4동 주민센터", teacher: "감재현", seats: 40},
	},
	{
		"data-at-home", catalog.Digital, catalog.Adult, false,
		text{"우리 집 데이터 정리법", "Putting the Data of Our Home in Order"},
		text{"사진과 문서를 정리하고 안전하게 보관하는 습관을 만들었습니다.", "Habits for sorting photos and papers and keeping them safe."},
		text{"사진 정리\n백업\n비밀번호 관리", "Sorting photos\nBackups\nManaging passwords"},
		run{base: "2025-09-04", days: "목", times: 5, from: 1900, to: 2100, place: "연제구 평생학습관", teacher: "빈우리", seats: 20},
	},
	{
		"smart-work", catalog.Career, catalog.Worker, false,
		text{"문서·표 작성 자동화로 일 줄이기", "Less Work by Automating Papers and Tables"},
		text{"되풀이하는 사무를 표 계산과 생성형 AI로 줄여 본 실무 과정입니다.", "Office chores cut short with spreadsheets and generative AI."},
		text{"표 계산 기초\n서식 자동화\n점검표 만들기", "Spreadsheet basics\nAutomatic forms\nMaking checklists"},
		run{base: "2025-06-16", days: "월수", times: 10, from: 1900, to: 2100, place: "연산5동 배움터", teacher: "방도윤", seats: 24},
	},
	{
		"returning-to-work", catalog.Career, catalog.Adult, false,
		text{"다시 출근하는 나를 위한 디지털 사무", "Digital Office Skills for Going Back to Work"},
		text{"경력을 잇고 싶은 주민이 화상회의와 공동 문서를 익혔습니다.", "Video meetings and shared documents for residents who go back to work."},
		text{"공동 문서\n화상회의\n이력서 다듬기", "Shared documents\nVideo meetings\nPolishing a CV"},
		run{base: "2025-08-19", days: "화목", times: 8, from: 1000, to: 1200, place: "연제구 평생학습관", teacher: "엄나래", seats: 24},
	},
	{
		"content-creator", catalog.Career, catalog.Adult, false,
		text{"동네 콘텐츠 제작자 첫걸음", "First Steps as a Local Content Maker"},
		text{"짧은 영상 한 편을 기획하고 찍고 올려 보았습니다.", "Planned, filmed and published one short film."},
		text{"이야기 짜기\n찍기\n자막 넣기", "Story\nFilming\nSubtitles"},
		run{base: "2025-09-13", days: "토", times: 8, from: 1000, to: 1200, place: "연산9동 미디어방", teacher: "옥라온", seats: 16},
	},
	{
		"online-shop", catalog.Startup, catalog.Adult, false,
		text{"온라인 가게 열기 6주", "Opening an Online Shop in Six Weeks"},
		text{"사진, 설명, 배송까지 한 단계씩 준비한 창업 입문입니다.", "Photos, descriptions and delivery, one step at a time."},
		text{"상품 사진\n설명글\n배송과 문의", "Product photos\nDescriptions\nDelivery and questions"},
		run{base: "2025-05-20", days: "화", times: 6, from: 1900, to: 2100, place: "연산1동 배움터", teacher: "피준", seats: 20},
	},
	{
		"market-digital", catalog.Startup, catalog.Worker, false,
		text{"전통시장 상인 디지털 전환 상담실", "Digital Help Desk for Market Traders"},
		text{"시장을 찾아가 간편 결제와 가게 지도를 함께 준비했습니다.", "Went to the market to set up payments and shop maps together."},
		text{"간편 결제\n가게 지도 등록\n단골 소식 보내기", "Easy payments\nPutting a shop on the map\nNews for regulars"},
		run{base: "2025-06-12", days: "목", times: 8, from: 1400, to: 1600, place: "연산시장 상인회관", teacher: "편성민", seats: 30},
	},
	{
		"music-by-phone", catalog.Culture, catalog.Adult, false,
		text{"휴대전화로 만드는 나의 노래", "A Song of My Own, Made on a Phone"},
		text{"악보를 몰라도 노랫말을 쓰고 가락을 붙여 한 곡을 완성했습니다.", "Words and a tune, finished as one song without reading music."},
		text{"노랫말 쓰기\n가락 붙이기\n함께 듣기", "Lyrics\nMelody\nListening together"},
		run{base: "2025-05-16", days: "금", times: 8, from: 1900, to: 2100, place: "거제1동 작은음악실", teacher: "독고별", seats: 15},
	},
	{
		"photo-walk", catalog.Culture, catalog.Senior, false,
		text{"온천천 따라 사진 산책", "A Photo Walk along Oncheoncheon"},
		text{"걷고, 찍고, 고르며 계절을 남긴 사진 수업입니다.", "Walking, taking and choosing photographs of the season."},
		text{"빛 보기\n구도\n고르기와 인화", "Seeing light\nComposition\nChoosing and printing"},
		run{base: "2025-10-15", days: "수", times: 6, from: 1000, to: 1200, place: "온천천 시민공원", teacher: "한아라", seats: 20},
	},
	{
		"digital-picture-letter", catalog.Culture, catalog.Family, false,
		text{"디지털 그림편지 쓰기", "Writing Digital Picture Letters"},
		text{"손주와 할머니가 한 화면에 그림편지를 그렸습니다.", "Grandchildren and grandmothers drew letters on one screen."},
		text{"태블릿 그리기\n짧은 글 얹기", "Drawing on a tablet\nAdding a few words"},
		run{base: "2025-08-02", days: "토", times: 4, from: 1000, to: 1200, place: "연제도서관", teacher: "어소담", seats: 24},
	},
	{
		"ai-and-us", catalog.Humanities, catalog.Adult, false,
		text{"인공지능 시대, 사람을 묻다", "Asking about People in an Age of AI"},
		text{"일, 관계, 배움을 철학의 질문으로 다시 본 인문 강좌입니다.", "Work, ties and learning seen again through questions of philosophy."},
		text{"일이란 무엇인가\n기계와 마음\n함께 산다는 것", "What is work\nMachines and minds\nLiving together"},
		run{base: "2025-06-05", days: "목", times: 8, from: 1900, to: 2100, place: "연제구 평생학습관", teacher: "제갈하은", seats: 40},
	},
	{
		"local-history-archive", catalog.Humanities, catalog.Adult, false,
		text{"거제리 옛이야기 디지털 기록관", "A Digital Archive of Old Geoje-ri"},
		text{"오래 산 이웃의 기억을 녹음하고 글로 옮겼습니다.", "Recorded and wrote down what long-time neighbours remember."},
		text{"듣기와 녹음\n글로 옮기기\n누리집에 올리기", "Listening and recording\nWriting it down\nPutting it online"},
		run{base: "2025-09-09", days: "화", times: 8, from: 1400, to: 1600, place: "거제2동 마을회관", teacher: "천기남", seats: 18},
	},
	{
		"health-band", catalog.Health, catalog.Senior, false,
		text{"건강 앱과 걷는 하루 6천 걸음", "Six Thousand Steps a Day with a Health App"},
		text{"걷기 기록을 스스로 남기며 건강한 습관을 들였습니다.", "Built a habit by keeping one's own record of steps."},
		text{"걸음 재기\n무리 없이 늘리기\n기록 읽기", "Counting steps\nDoing a little more\nReading the record"},
		run{base: "2025-05-12", days: "월", times: 10, from: 900, to: 1030, place: "온천천 산책로", teacher: "구해온", seats: 30},
	},
	{
		"screen-stretch", catalog.Health, catalog.Worker, false,
		text{"화면 앞에 오래 앉은 이를 위한 바른 자세", "Good Posture for People at Screens"},
		text{"점심시간 30분, 목과 어깨를 푸는 직장인 건강 교실입니다.", "Half an hour at lunch to loosen neck and shoulders."},
		text{"목과 어깨\n눈 쉬기\n의자 맞추기", "Neck and shoulders\nResting eyes\nFitting the chair"},
		run{base: "2025-07-07", days: "월수", times: 8, from: 1220, to: 1250, place: "연제구청 소강당", teacher: "진보람", seats: 30},
	},
	{
		"mind-diary", catalog.Health, catalog.Adult, false,
		text{"마음을 돌보는 디지털 일기", "A Digital Diary for the Mind"},
		text{"하루 세 줄, 마음의 날씨를 적고 나눈 모임입니다.", "Three lines a day about the weather of the mind."},
		text{"세 줄 쓰기\n듣는 연습", "Three lines\nListening"},
		run{base: "2025-11-04", days: "화", times: 6, from: 1900, to: 2030, place: "연산4동 마음쉼터", teacher: "함이안", seats: 15},
	},
	{
		"smart-kitchen", catalog.Living, catalog.Adult, false,
		text{"혼자서도 잘 차리는 스마트 밥상", "A Smart Table for One"},
		text{"장보기 앱과 조리 기록으로 알뜰한 한 끼를 차렸습니다.", "Thrifty meals with shopping apps and a cooking log."},
		text{"장보기 계획\n한 그릇 요리\n남기지 않기", "Planning the shopping\nOne-bowl dishes\nWasting nothing"},
		run{base: "2025-06-11", days: "수", times: 6, from: 1830, to: 2030, place: "연산3동 공유부엌", teacher: "주슬기", seats: 16},
	},
	{
		"3d-repair", catalog.Living, catalog.Adult, false,
		text{"3D 프린터로 고쳐 쓰는 생활 부품", "Mending Things with a 3D Printer"},
		text{"부러진 손잡이와 잃어버린 마개를 직접 설계해 뽑았습니다.", "Designed and printed broken handles and lost caps."},
		text{"치수 재기\n모델 그리기\n뽑아서 맞추기", "Measuring\nDrawing a model\nPrinting and fitting"},
		run{base: "2025-08-23", days: "토", times: 5, from: 1400, to: 1700, place: "연산6동 메이커방", teacher: "변가온", seats: 12},
	},
	{
		"citizen-reporter", catalog.Citizenship, catalog.Adult, false,
		text{"연제 시민기자 디지털 취재단", "Citizen Reporters of Yeonje"},
		text{"동네 소식을 취재하고 사실을 확인해 온라인 소식지에 실었습니다.", "Reported local news, checked facts and published online."},
		text{"묻고 적기\n사실 확인\n기사 쓰기", "Asking and noting\nChecking facts\nWriting"},
		run{base: "2025-05-22", days: "목", times: 10, from: 1900, to: 2100, place: "연제구 평생학습관", teacher: "염혜린", seats: 20},
	},
	{
		"smart-petition", catalog.Citizenship, catalog.Adult, false,
		text{"온라인으로 제안하는 우리 동네 정책", "Proposing Local Policy Online"},
		text{"생활 속 불편을 제안서로 쓰고 주민과 토론했습니다.", "Wrote proposals from everyday troubles and debated them."},
		text{"문제 찾기\n제안서 쓰기\n토론", "Finding a problem\nWriting a proposal\nDebate"},
		run{base: "2025-10-21", days: "화", times: 5, from: 1900, to: 2100, place: "연제구청 대회의실", teacher: "추영수", seats: 40},
	},
	{
		"letters-and-screens", catalog.Literacy, catalog.Senior, false,
		text{"글자와 화면을 함께 배우는 늘배움 교실", "Letters and Screens Together"},
		text{"한글을 익히며 문자 보내기와 은행 일 보기를 함께 배웠습니다.", "Learning to read together with sending messages and doing bank business."},
		text{"소리 내어 읽기\n문자 보내기\n은행 화면 읽기", "Reading aloud\nSending messages\nReading bank screens"},
		run{base: "2025-05-07", days: "월수금", times: 20, from: 1000, to: 1150, place: "연산8동 늘배움 교실", teacher: "명복순", seats: 15},
	},
	{
		"neighbours-korean", catalog.Literacy, catalog.Adult, false,
		text{"이웃 나라 이웃을 위한 생활 한국어와 디지털", "Everyday Korean and Digital Life for New Neighbours"},
		text{"외국인 주민이 민원 신청과 병원 예약을 스스로 할 수 있게 도왔습니다.", "Helped foreign residents to file requests and book a clinic by themselves."},
		text{"민원 말하기\n예약하기\n이웃과 인사", "Speaking at the counter\nBooking\nGreeting neighbours"},
		run{base: "2025-09-06", days: "토", times: 10, from: 1000, to: 1200, place: "연제구 평생학습관", teacher: "궁라온", seats: 20},
	},
}
