package world

import (
	"strconv"

	"ieum/internal/clock"
	"ieum/internal/id"
	"ieum/internal/people"
	"ieum/internal/policy"
)

// Persona is somebody whose desk the demo shows.
type Persona struct {
	Email   string
	Name    string
	What    string // who they are, in Korean
	WhatEN  string
	Account id.ID
	Person  id.ID
	Roles   []policy.Role

	birth      clock.Date
	city       string
	district   string
	university id.ID // where they are verified
	as         string
	number     string
	department string
	grade      string
}

// Actor is the persona as policy sees them, for use cases called without a browser.
func (p Persona) Actor() policy.Actor {
	return policy.Actor{Account: p.Account, Person: p.Person, Name: p.Name, Origin: "127.0.0.1", Roles: p.Roles}
}

func persona(local, name, what, whatEN string, roles ...policy.Role) Persona {
	email := local + "@demo.example"
	return Persona{
		Email: email, Name: name, What: what, WhatEN: whatEN, Account: accountID(email), Person: personID(email), Roles: roles,
		birth: "1984-06-15", city: busanName,
	}
}

func (p Persona) lives(city, district string, birth clock.Date) Persona {
	p.city, p.district, p.birth = city, district, birth
	return p
}

func (p Persona) belongs(as string, org id.ID, number string) Persona {
	p.as, p.university, p.number = as, org, number
	return p
}

func (p Persona) studies(department, grade string) Persona {
	p.department, p.grade = department, grade
	return p
}

func duty(d policy.Duty, org id.ID) policy.Role { return policy.Role{Duty: d, Org: org} }

// The student numbers (학번) of the two students.
const (
	StudentPKNUNumber = "202412345"
	StudentPNUNumber  = "202354321"
)

// The personas, by whom tests speak.
var (
	Resident       = persona("resident", "정하윤", "부산 연제구 주민", "a resident of Yeonje-gu, Busan").lives(busanName, "연제구", "1988-05-14")
	StudentPKNU    = persona("student.pknu", "김도현", "부경대학교 재학생(확인됨)", "a verified student of Pukyong National University").lives(busanName, "남구", "2004-03-09").belongs("student", PKNU, StudentPKNUNumber).studies("컴퓨터공학부", "3")
	StudentPNU     = persona("student.pnu", "박서진", "부산대학교 재학생(확인됨)", "a verified student of Pusan National University").lives(busanName, "금정구", "2003-11-21").belongs("student", PNU, StudentPNUNumber).studies("사회학과", "4")
	Guardian       = persona("guardian", "윤미래", "파주에서 두 아이를 키우는 보호자", "a guardian of two children in Paju").lives(pajuName, "", "1983-07-02")
	OfficerBusan   = persona("officer.busan", "이정훈", "부산광역시 담당자", "an officer of Busan", duty(policy.Officer, BusanCity))
	OfficerNamgu   = persona("officer.namgu", "최은영", "남구 담당자", "an officer of Nam-gu", duty(policy.Officer, Namgu))
	OfficerYeonje  = persona("officer.yeonje", "강민석", "연제구 담당자", "an officer of Yeonje-gu", duty(policy.Officer, Yeonje))
	OfficerPaju    = persona("officer.paju", "송지혜", "파주시 담당자", "an officer of Paju", duty(policy.Officer, Paju)).lives(pajuName, "", "1981-09-30")
	OfficePajuEdu  = persona("office.edu.paju", "한상우", "파주교육지원청 담당자", "an officer of the Paju Office of Education", duty(policy.Officer, PajuEdu)).lives(pajuName, "", "1979-12-05")
	ApproverBusan  = persona("approver.busan", "조현숙", "부산광역시 승인자", "approves for Busan", duty(policy.Approver, BusanCity)).lives(busanName, "연제구", "1972-04-18")
	ApproverNamgu  = persona("approver.namgu", "배성호", "남구 승인자", "approves for Nam-gu", duty(policy.Approver, Namgu)).lives(busanName, "남구", "1970-10-11")
	ApproverPaju   = persona("approver.paju", "임경아", "파주시 승인자", "approves for Paju", duty(policy.Approver, Paju)).lives(pajuName, "", "1971-02-27")
	ApproverHost   = persona("approver.host", "노태윤", "부산여성가족과 평생교육진흥원(여평원) 승인자", "approves for the lifelong education institute", duty(policy.Approver, Lifelong))
	DeskYeonje     = persona("desk.yeonje", "문수빈", "연제구 창구·전화 담당자", "at the counter and on the phone of Yeonje-gu", duty(policy.Desk, Yeonje))
	Host           = persona("host", "서가람", "행사를 여는 출자·출연기관(여평원) 담당자", "runs events at a funded institution", duty(policy.Host, Lifelong))
	Instructor     = persona("instructor", "남궁현", "연제구 강사", "an instructor in Yeonje-gu", duty(policy.Instructor, Yeonje)).lives(busanName, "동래구", "1976-08-08")
	StaffPKNU      = persona("staff.pknu", "유재은", "부경대학교 비교과 담당자", "staff of Pukyong National University", duty(policy.Campus, PKNU)).belongs("staff", PKNU, "P-1024")
	StaffPNU       = persona("staff.pnu", "권혁준", "부산대학교 비교과 담당자", "staff of Pusan National University", duty(policy.Campus, PNU)).belongs("staff", PNU, "B-2048")
	SchoolPaju     = persona("school.paju", "신다솜", "운정새봄중학교 담당 교사(예시 학교)", "coordinator of a school in Paju", duty(policy.School, PajuSchool)).lives(pajuName, "", "1987-01-19")
	AdminPersona   = persona("admin", "오세린", "플랫폼 관리자", "platform administrator", duty(policy.Admin, id.None))
	AuditorPersona = persona("auditor", "황보라", "감사 담당자(읽기만 합니다)", "auditor; reads, changes nothing", duty(policy.Auditor, id.None))
)

// Personas are all of them, in the order in which the demo lists them.
var Personas = []Persona{
	Resident, StudentPKNU, StudentPNU, Guardian,
	OfficerBusan, OfficerNamgu, OfficerYeonje, OfficerPaju, OfficePajuEdu,
	ApproverBusan, ApproverNamgu, ApproverPaju, ApproverHost,
	DeskYeonje, Host, Instructor, StaffPKNU, StaffPNU, SchoolPaju, AdminPersona, AuditorPersona,
}

func (b *builder) addPersonas() {
	for i, p := range Personas {
		b.people = append(b.people, people.Person{
			ID: p.Person, Name: p.Name, BirthOn: p.birth, Phone: "010-0000-" + fourDigits(101+i), City: p.city, District: p.district, CreatedAt: registered, UpdatedAt: registered,
		})
		acc := b.account(p.Email, p.Person)
		if p.Person == Guardian.Person { // a guardian has shown a number to be theirs before anything else
			acc.Phone, acc.PhoneProvedAt = b.people[len(b.people)-1].Phone, b.proved()
		}
		b.register(acc)
		for _, r := range p.Roles {
			b.roles = append(b.roles, people.RoleRow{
				ID: id.Named("role/" + p.Email + "/" + string(r.Duty)), AccountID: p.Account, Duty: r.Duty, OrgID: r.Org, GrantedBy: AdminPersona.Account, GrantedAt: registered,
			})
		}
		if p.as != "" {
			b.belong(p)
		}
	}
}

func (b *builder) account(email string, person id.ID) people.Account {
	return people.Account{
		ID: accountID(email), PersonID: person, Email: email, PasswordHash: b.opts.PasswordHash, Lang: "ko",
		ConfirmedAt: b.proved(), PasswordChangedAt: registered, CreatedAt: registered,
	}
}

// registered is when the accounts were made and their owners agreed to the documents of that day.
var registered = clock.AtSeoul(2026, 3, 1, 10, 0)

// proved is when everybody last showed their number or address: lately, so that a
// code signs them in whenever the demo is looked at.
func (b *builder) proved() clock.Instant { return max(registered, b.today.At(0)) }

// register adds an account with what its owner agreed to.
func (b *builder) register(a people.Account) {
	b.accounts = append(b.accounts, a)
	for _, d := range []people.Document{people.Terms, people.Privacy} {
		b.agree(a.PersonID, a.ID, d, "account/"+a.ID.String(), registered)
	}
}

func (b *builder) agree(person, account id.ID, d people.Document, ref string, at clock.Instant) {
	b.consents = append(b.consents, people.Consent{
		ID: id.Named("consent/" + string(d) + "/" + ref), PersonID: person, AccountID: account, Document: d, Version: people.ConsentVersion, Agreed: true, Method: "web", Ref: ref, At: at,
	})
}

func itoa(n int) string { return strconv.Itoa(n) }
