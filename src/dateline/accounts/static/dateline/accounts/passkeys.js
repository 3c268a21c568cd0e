// Says in words why a passkey did not work; allauth's script only writes it to the console.
document.addEventListener('allauth.error', function (event) {
  const place = document.getElementById('passkey-fault')
  if (!place) return
  const fault = event.detail.exception
  const gaveUp = fault && fault.name === 'NotAllowedError'
  place.textContent = gaveUp ? place.dataset.givenUp : place.dataset.fault
  place.hidden = false
})
