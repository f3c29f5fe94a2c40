/** Ready places for trying "Lokasi": about the seats of some districts of Kutai Timur, and towns outside it. */

export const PLACES = [
  { name: "Sangatta Utara", latitude: 0.523, longitude: 117.587 },
  { name: "Sangatta Selatan", latitude: 0.438, longitude: 117.566 },
  { name: "Bengalon", latitude: 0.768, longitude: 117.565 },
  { name: "Muara Wahau", latitude: 1.054, longitude: 116.839 },
  { name: "Muara Ancalong", latitude: 0.536, longitude: 116.479 },
  { name: "Busang", latitude: 0.785, longitude: 116.503 },
  { name: "Kaliorang", latitude: 0.904, longitude: 117.922 },
  { name: "Sangkulirang", latitude: 0.957, longitude: 117.929 },
  { name: "Sandaran", latitude: 0.894, longitude: 118.594 },
  { name: "Bontang (di luar Kutai Timur)", latitude: 0.133, longitude: 117.5 },
  { name: "Samarinda (di luar Kutai Timur)", latitude: -0.502, longitude: 117.154 },
];
