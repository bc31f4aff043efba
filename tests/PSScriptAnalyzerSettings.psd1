@{
    # Test scripts use variables across Pester's blocks and helpers without ShouldProcess; both are how Pester files are written.
    ExcludeRules = @(
        'PSUseDeclaredVarsMoreThanAssignments'
        'PSUseShouldProcessForStateChangingFunctions'
        'PSUseSingularNouns'
        'PSAvoidUsingConvertToSecureStringWithPlainText'
        'PSAvoidUsingEmptyCatchBlock'
    )
}
