@{
    # Test scripts use variables across Pester's blocks and helpers without ShouldProcess; both are how Pester files are written.
    # PowerShell 7 reads UTF-8 without a mark, and the analyzer does not see parameters that functions in the script use.
    ExcludeRules = @(
        'PSUseBOMForUnicodeEncodedFile'
        'PSReviewUnusedParameter'
        'PSUseDeclaredVarsMoreThanAssignments'
        'PSUseShouldProcessForStateChangingFunctions'
        'PSUseSingularNouns'
        'PSAvoidUsingConvertToSecureStringWithPlainText'
        'PSAvoidUsingEmptyCatchBlock'
    )
}
