import { Link } from 'react-router'

export const aboutStorage = '/about-storage'
export const accessibility = '/accessibility'

/** Pages that tell nothing of anybody, so that they are there before anybody is. */
export const isAboutPage = (pathname: string): boolean => pathname === aboutStorage || pathname === accessibility

export function AboutLinks() {
  return (
    <p className="ff-about-links">
      <Link to={aboutStorage}>What is stored on this device, and why</Link>
      <Link to={accessibility}>Accessibility</Link>
    </p>
  )
}
