// The people of the demo, by the part of their address before @demo.example.
export const PASSWORD = 'blue-bridge-2026';

export const personas = [
  'resident', 'student.pknu', 'student.pnu', 'guardian',
  'officer.busan', 'officer.namgu', 'officer.yeonje', 'officer.paju', 'office.edu.paju',
  'approver.busan', 'approver.namgu', 'approver.paju', 'approver.host', 'desk.yeonje',
  'host', 'instructor', 'staff.pknu', 'staff.pnu', 'school.paju', 'admin', 'auditor',
];

export const email = persona => `${persona}@demo.example`;
