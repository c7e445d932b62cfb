"""What the provider says about its one user: as the file `claims.json` of its state says, which a test may write."""

import json
from typing import Any

import jwt
from django.conf import settings
from oauth2_provider.oauth2_validators import OAuth2Validator


class Claims(OAuth2Validator):
    """Says of the user whatever the test wants to be said."""

    oidc_claim_scope = None

    def get_additional_claims(self, request: Any) -> dict[str, Any]:
        told = json.loads((settings.STATE / "claims.json").read_text(encoding="utf-8"))
        return told if isinstance(told, dict) else {}

    def get_id_token_dictionary(self, token: Any, token_handler: Any, request: Any) -> Any:
        claims, expires = super().get_id_token_dictionary(token, token_handler, request)
        changed = self.get_additional_claims(request).get("token", {})
        return {**claims, **changed}, expires

    def finalize_id_token(self, id_token: Any, token: Any, token_handler: Any, request: Any) -> str:
        whole: str = super().finalize_id_token(id_token, token, token_handler, request)
        if not self.get_additional_claims(request).get("unsigned"):
            return whole
        claims, _expires = self.get_id_token_dictionary(token, token_handler, request)
        told = {**id_token, **json.loads(json.dumps(claims, default=str))}
        header = {"kid": jwt.get_unverified_header(whole)["kid"]}
        return jwt.encode(told, key=None, algorithm="none", headers=header)

    def get_userinfo_claims(self, request: Any) -> dict[str, Any]:
        claims: dict[str, Any] = super().get_userinfo_claims(request)
        return {**claims, **self.get_additional_claims(request)}
