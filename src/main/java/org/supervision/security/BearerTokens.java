package org.supervision.security;

import org.springframework.core.convert.converter.Converter;
import org.springframework.security.authentication.AbstractAuthenticationToken;
import org.springframework.security.oauth2.jwt.Jwt;
import org.springframework.security.oauth2.jwt.JwtDecoder;

/**
 * How bearer tokens are taken.
 *
 * @param decoder checks the token itself
 * @param person says whose it is and what they are here, or refuses
 */
record BearerTokens(JwtDecoder decoder, Converter<Jwt, AbstractAuthenticationToken> person) {}
